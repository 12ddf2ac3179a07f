package io.pirsch.client.statistics;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * What a {@link StatisticsFilter} must have for a call, as Pirsch would answer nothing
 * without it.
 */
@Documented
@Target(ElementType.PARAMETER)
@Retention(RetentionPolicy.RUNTIME)
public @interface RequiredParameters {

	/**
	 * The required parameters, as the API names them.
	 * @return the names
	 */
	String[] value();

	/**
	 * Whether each may have one value only.
	 * @return whether it is a single one
	 */
	boolean single() default false;

}
