/**
 * What a person sees of a run: TestNG listeners that suite files name, and Allure's lifecycle listener, which Allure
 * loads by itself. No logic a test depends on belongs here, with one exception: {@link mtv.report.SettingsIntoSuite}
 * brings the settings.
 */
package mtv.report;
