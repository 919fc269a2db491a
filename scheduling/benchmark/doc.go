// Package benchmark reads public instances of shift scheduling and states them as
// problems of package roster, so that the engine which rosters contact centres is
// measured by what others have published.
//
// [ReadInstance] reads the format of T. Curtois and R. Qu, "Computational results
// on new staff scheduling benchmark instances" (University of Nottingham, 2014).
// [Instance.Problem] is the instance as a roster problem, [Instance.Penalty] prices
// a roster by the instance's own rules and shares no code with the engine, and
// [Instance.WriteSolution] writes what public checkers read.
//
// [ReadShiftDesign] reads instances of the minimum shift design problem for package
// design, [ReadActivity] those of the multi-activity set for package activity.
package benchmark
