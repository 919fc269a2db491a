// Package careers is what a centre does about the careers of its people.
//
// [Ladders] keeps ladders as versions: a draft is changed at will, a published version
// never again. It knows who stands on which rung since when. [Evidence] keeps the facts
// that requirements are judged by, each with where it comes from, and lets people contest
// their own. [Readiness] judges everybody, and keeps what it found with the hash of what
// went in. [Elections] hold the monthly vote on an award; [Rounds] fill places: people
// apply, a board scores them blind, discusses, decides, and answers appeals.
//
// What is computed is in the packages below: ladder, ladder/election, ladder/round. What
// careers needs of other domains it declares as small interfaces; cmd/muster connects
// them. Who belongs to which protected group is known to package careers/protected alone.
package careers
