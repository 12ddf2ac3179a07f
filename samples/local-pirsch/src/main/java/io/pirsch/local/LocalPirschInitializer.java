package io.pirsch.local;

import java.io.UncheckedIOException;
import java.net.BindException;
import java.util.Map;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.DefaultSingletonBeanRegistry;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.aot.AbstractAotProcessor;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.util.StringUtils;

/**
 * Starts a {@link LocalPirsch} beside an application that has no credentials of its own,
 * and points the application to it; where it is only processed ahead of time, or Pirsch
 * is switched off, nothing is started. It listens on {@value #PORT_PROPERTY}, by default
 * {@value LocalPirsch#DEFAULT_PORT}, and is a bean that can be injected.
 */
public final class LocalPirschInitializer implements ApplicationContextInitializer<ConfigurableApplicationContext> {

	/**
	 * The property for the port, 0 for a free one.
	 */
	public static final String PORT_PROPERTY = "local-pirsch.port";

	/**
	 * The property for statistics that begin with visits that are made up, {@code false}
	 * by default.
	 */
	public static final String DEMO_DATA_PROPERTY = "local-pirsch.demo-data";

	private static final Log logger = LogFactory.getLog(LocalPirschInitializer.class);

	private static final String BEAN_NAME = "localPirsch";

	@Override
	public void initialize(ConfigurableApplicationContext context) {
		ConfigurableEnvironment environment = context.getEnvironment();
		if (Boolean.getBoolean(AbstractAotProcessor.AOT_PROCESSING)
				|| !environment.getProperty("pirsch.enabled", Boolean.class, true)
				|| StringUtils.hasText(environment.getProperty("pirsch.client-id"))
				|| StringUtils.hasText(environment.getProperty("pirsch.access-key"))) {
			return;
		}
		LocalPirsch local = start(environment.getProperty(PORT_PROPERTY, Integer.class, LocalPirsch.DEFAULT_PORT),
				environment.getProperty(DEMO_DATA_PROPERTY, Boolean.class, false));
		environment.getPropertySources()
			.addFirst(new MapPropertySource(BEAN_NAME, Map.of("pirsch.base-url", local.baseUrl().toString(),
					"pirsch.client-id", local.clientId(), "pirsch.client-secret", local.clientSecret())));
		register(local, context.getBeanFactory());
		logger.info("There are no Pirsch credentials, so page views go to Local Pirsch: see them arrive at "
				+ local.baseUrl() + "/");
	}

	private LocalPirsch start(int port, boolean demoData) {
		try {
			return LocalPirsch.builder().port(port).keepArrivals(LocalPirsch.KEEP_ARRIVALS).demoData(demoData).start();
		}
		catch (UncheckedIOException ex) {
			if (ex.getCause() instanceof BindException) {
				throw new IllegalStateException(
						"Local Pirsch cannot listen on port " + port + ", which is in use. Stop what uses it, or set '"
								+ PORT_PROPERTY + "' to another port, 0 for any that is free.",
						ex);
			}
			throw ex;
		}
	}

	/**
	 * Beans are destroyed last first, and all of them after the life cycle has stopped:
	 * what is registered here outlives a tracker that is still sending what it has.
	 */
	private void register(LocalPirsch local, ConfigurableListableBeanFactory beanFactory) {
		beanFactory.registerSingleton(BEAN_NAME, local);
		((DefaultSingletonBeanRegistry) beanFactory).registerDisposableBean(BEAN_NAME, local::close);
	}

}
