// Package design decides which shifts to offer at all: few distinct shifts, each a
// start and a length that recur on every day, and how many people take each of them
// on each day, so that cover follows a demand by slot.
//
// A [Problem] has demand, windows for starts and lengths, prices and a charge for each
// distinct shift; [Search] returns a [Design] with its cost by term and a proven lower
// bound, [Curve] the best designs of two, three, four ... shifts. Days form a circle:
// after the last one comes the first.
//
// For a given set of shifts the numbers of people are a flow of least cost: shifts run
// forward in time, and what is missing or surplus runs back (L. Di Gaspero, J. Gärtner,
// G. Kortsarz, N. Musliu, A. Schaerf and W. Slany, "The minimum shift design problem",
// Annals of Operations Research 155, 2007, section 3). So a shift enters or leaves a
// set by shortest paths, from one optimal flow to the next: [board]. Which set it should
// be, simulated annealing decides with moves like those of N. Musliu, A. Schaerf and
// W. Slany, "Local search for shift design" (EJOR 153, 2004). The bound is Lagrangian:
// with prices for cover each shift decides for itself whether it earns its charge.
//
// Start reading at problem.go.
package design
