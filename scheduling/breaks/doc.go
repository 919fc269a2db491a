// Package breaks places the pauses of a whole roster at once: where they cost
// least coverage, and so that no team has more people on pause than agreed.
//
// A [Problem] holds [Shift]s whose hours are settled, what people are counted
// for ([Group]) and who shares a limit ([Team]). [Place] re-places the pauses of
// one shift after another, each exactly by the programme of package shifts
// against the price of taking that person away, in random order until a whole
// sweep changes nothing; Akkermans, Post and Uetz (Annals of Operations Research
// 302, 2021) re-assign the breaks of one shift at a time in the same way. What
// that cannot leave, annealed sweeps do: the same step at noisy prices, accepted
// as in simulated annealing.
//
// A limit is a price on the person too many that no coverage outweighs. Where
// sweeps end with a limit exceeded, its price grows at that instant until the
// pauses give way or nothing helps (Morris, The breakout method, AAAI 1993); then
// [Result.Excess] says which team and when, and [Result.LeastExcess] what any
// arrangement must exceed.
//
// On the day, pauses that began before [Problem.Now] stay, as do pinned shifts.
// [Check] and [Cost] read a placement afresh and share nothing with the search.
//
// Times are minutes since the first instant of the roster.
package breaks
