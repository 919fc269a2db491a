// Package risk warns early of those who may leave, so that somebody talks with them.
//
// It is off until HR switches it on and says why. [Warnings.Learn] cuts employments into
// months, fits a discrete-time hazard with a ridge penalty on what schedules asked of
// people ([Month]), and holds it to the gates of careers/survival on the last months,
// which it has not seen. A model that fails is not shown: averages by tenure stand in, and
// are called averages. A [Score] says how many of a hundred alike leave within three
// months, and what raises it; it expires, every look at it is written down, and nobody is
// ranked.
//
// Protected attributes are no facts of it. Who promotes, pays, rosters or dismisses cannot
// read scores: no other package may import this one but the door and the wiring, which a
// test of the house enforces.
package risk
