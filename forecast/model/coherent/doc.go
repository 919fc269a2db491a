// Package coherent makes forecasts add up: those of queues to that of their site.
//
// A [Structure] has leaves, which are what is planned for, and sums over some of
// them. Forecasts made for each on its own do not add up. [Structure.Reconcile]
// finds the nearest that do, where near is measured in each forecast's own
// standard errors: what is known poorly gives way to what is known well. This is
// weighted least squares, MinT with a diagonal error matrix (Wickramasuriya,
// Athanasopoulos and Hyndman, "Optimal forecast reconciliation for hierarchical
// and grouped time series through trace minimization", JASA 114, 2019, sections
// 2.3 and 2.4):
//
//	ỹ = S(SᵀW⁻¹S)⁻¹SᵀW⁻¹ŷ = ŷ − WCᵀ(CWCᵀ)⁻¹Cŷ
//
// with the summing matrix S, the error variances W and the constraints C = (−A I),
// a row for each sum. The second form, used here, solves one equation for each
// sum instead of one for each leaf.
//
// Time is a structure like any other, see [Nested]. [Structure.Round] makes whole
// numbers that still add up. [Shares] divides the forecast of a group among
// members too small to be forecast on their own.
package coherent
