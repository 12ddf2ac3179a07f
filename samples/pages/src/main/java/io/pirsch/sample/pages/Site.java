package io.pirsch.sample.pages;

import org.jspecify.annotations.Nullable;

/**
 * What every page knows about the site. The templates look for a bean named {@code site},
 * since error pages are rendered without a controller.
 *
 * @param livePage address of the page that shows page views as they arrive, or
 * {@code null} when they go to the real service
 */
public record Site(@Nullable String livePage) {
}
