// Package lp solves linear programmes to which columns are added while they are
// being solved, as column generation does:
//
//	minimise c x  subject to  A x = b,  0 <= x <= u
//
// A [Program] begins from a feasible basis, [Program.Solve] makes it optimal,
// [Program.Duals] are the prices of the rows, for which new columns can be sought,
// and after [Program.Add] the next Solve goes on from where it stands.
//
// After [Program.SetUpper], [Program.Restore] comes first: the dual simplex leads from an
// optimum that is no longer allowed to one that is, in few steps.
//
// The method is the primal simplex with bounded variables and an explicit inverse
// of the basis (G. B. Dantzig, "Linear Programming and Extensions", 1963, chapter
// 18), right for some hundreds of rows with short columns: a step costs the square
// of the rows. Anything larger wants another method.
package lp
