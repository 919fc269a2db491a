// Package demo builds the demonstration centre: a synthetic operator, generated
// from a seed, on which every screen of Muster has something true to show.
//
// The centre is modelled on a large telecommunications operator: three sites in
// two time zones, voice, chat and ticket queues, its own staff beside three
// outsourcing partners and a crowd. Its history carries what makes real history
// hard: weekday and intraday patterns, a yearly season, statutory holidays with
// make-up workdays, campaigns, an outage, days that are busier than any calendar
// explains, and handle times with a long tail.
//
// Nothing in it is copied from anywhere; the same seed and size give the same
// centre. [Centre] describes it, [History] generates what happened, and [Build]
// drives the domains' own services to put both into a database.
package demo
