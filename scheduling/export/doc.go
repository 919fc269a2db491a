// Package export writes rosters in the forms that people take away: CSV and
// XLSX for a spreadsheet, iCalendar for a phone.
//
// Names come from users and vendors, and spreadsheets run what looks like a
// formula; [CSV] therefore puts an apostrophe before such text (OWASP ASVS 5.0,
// 1.2.10), and [XLSX] writes typed cells. Times are local to the site in the
// tables and UTC in the calendar.
package export
