// Package agree measures how far graders who judge the same contacts agree beyond
// chance.
//
//   - [Cohen]: kappa of two graders, weighted or not (Cohen 1960, Educ Psychol Meas
//     20:37-46; 1968, Psychol Bull 70:213-220).
//   - [Fleiss]: kappa of any number, the same number for each contact (Fleiss 1971,
//     Psychol Bull 76:378-382), with that of each class.
//   - [Krippendorff]: alpha of any number of graders with gaps, on nominal, ordinal,
//     interval or ratio scales (Krippendorff, "Content Analysis", 4th ed., chapter 12).
//   - [ICC]: intraclass correlation of scores (McGraw and Wong 1996, Psychol Methods
//     1:30-46).
//
// [Read] says what an alpha is good for: from .80 usable, from .667 for tentative
// conclusions only, below that for no decision.
//
// A vendor's own grades beside the owner's of the same contacts are compared by
// [Compare] (Bland and Altman 1986, Lancet 327:307-310).
package agree
