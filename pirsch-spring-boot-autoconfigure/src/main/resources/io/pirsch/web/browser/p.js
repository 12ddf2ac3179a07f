/*
 * Tells the application what its server can't see. PIRSCH holds the settings.
 */
window.pirsch = window.pirsch || (() => Promise.resolve(PIRSCH.views));
