// Package holidays knows the statutory days of some regions, to fill a calendar
// with. It is a seed and never asked at planning time: governments move days at
// short notice, and whoever owns a calendar corrects it by hand.
//
// China's days off and make-up workdays follow no rule; they are the State
// Council's yearly notices, embedded as a table (see NOTICE). Those of the
// other regions are computed by github.com/rickar/cal, nationwide days only.
//
// The festivals of China's lunar calendar, most of them no days off, are a table
// too, computed from the new moons (see NOTICE).
//
// Start reading at [Seed].
package holidays
