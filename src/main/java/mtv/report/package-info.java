/**
 * Reports for people: TestNG listeners that suite files name, and listeners of Allure, which loads them by itself.
 * Tests depend on no listener but {@link mtv.report.SettingsIntoSuite}, which brings the settings.
 */
package mtv.report;
