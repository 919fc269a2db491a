// Package workforce is the shared language of Muster: the places, queues,
// people and agreements that every other domain plans with.
//
// The nouns, from the outside in:
//
//   - A [Tenant] is a client organisation; nothing is ever seen across tenants.
//   - A [Site] is a place with a time zone and, usually, a [Calendar] of
//     holidays, make-up workdays and events.
//   - A [Queue] is contacts of one [Channel] waiting at one site, with
//     [OpeningHours], an interval length and a [ServiceGoal].
//   - A [Person] works for an [Employer] at a site, perhaps in a [Team], holds
//     [Skill]s, and is planned by the rules and shift templates of an
//     [Agreement].
//   - An [Absence] takes a person away for whole days; a fixed [Assignment]
//     ties a person to hours that planning may not touch.
//
// What changes while history matters is effective-dated: service goals,
// agreement terms, a person's agreement and skills. The zero [grid.Date] as the
// first day of such a spell means "from the beginning".
//
// Constructors (NewSite, NewQueue, …) take a filled value, trim and order it,
// and refuse what cannot be with an [InvalidError] that lists every bad field
// at once. Optional numbers and references use 0 for "none" unless their
// comment says otherwise.
//
// The verbs are methods of [Service]. Start reading at [Queue] and [Person],
// then [Service].
package workforce
