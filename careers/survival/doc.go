// Package survival answers how long people stay: survival curves and their tests,
// proportional hazards, competing exits, multi-state flows, parametric and
// discrete-time models, and the scores by which a model is judged before anybody
// sees it. It computes and does nothing else; the same input gives the same bytes.
//
// The nouns: Observations are spells, each from Start (exclusive) to Stop
// (inclusive), that end with an event or are cut short; Covariates are what is
// known of each; a Curve is a step function of time; a CoxFit, AFTFit and
// BinaryFit are fitted models.
//
// Sources: Therneau and Grambsch, Modeling Survival Data (2000) for the Cox model,
// its residuals and curves; Efron, JASA 72 (1977) for ties; Grambsch and Therneau,
// Biometrika 81 (1994) for proportionality; Andersen, Borgan, Gill and Keiding
// (1993) for Aalen-Johansen; Gray, Annals of Statistics 16 (1988); Fine and Gray,
// JASA 94 (1999); Uno et al., Statistics in Medicine 30 (2011); Graf et al.,
// Statistics in Medicine 18 (1999); DeLong et al., Biometrics 44 (1988). The page
// docs/attrition.md has the formulas side by side and what goes wrong with them.
//
// Start reading at observations.go, then km.go and cox.go.
package survival
