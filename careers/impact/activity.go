package impact

import (
	"slices"

	"github.com/muster-wfm/muster/careers"
	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/workforce/grid"
)

// Activity is something that careers does with data about people.
type Activity string

// The activities.
const (
	Ladders      Activity = "ladders"
	Evidence     Activity = "evidence"
	Elections    Activity = "elections"
	Rounds       Activity = "rounds"
	Leaving      Activity = "leaving"
	EarlyWarning Activity = "early_warning"
	Groups       Activity = "groups"
	Hiring       Activity = "hiring"
)

// Activities lists them in the order in which they are told.
func Activities() []Activity {
	return []Activity{Ladders, Evidence, Elections, Rounds, Leaving, EarlyWarning, Groups, Hiring}
}

// WarningMonths is how long what early warning finds is kept, in months.
const WarningMonths = 24

// Holding is what is kept for an activity.
type Holding struct {
	People int       // of whom something is kept
	Oldest grid.Date // zero: nothing, or it has no day
}

// Row is an activity as it is done now.
type Row struct {
	Activity Activity
	On       bool
	Holding
	Months  int         // after which it goes; 0: with the person's record
	Readers []auth.Role // who may see it of others
	Own     bool        // everybody sees their own
}

func row(a Activity, f Facts) Row {
	r := Row{Activity: a, On: true, Holding: f.Held[a], Own: true, Readers: readers(auth.ReadCareers)}
	switch a {
	case EarlyWarning:
		r.On, r.Months, r.Readers = f.Warning.On, WarningMonths, readers(auth.ReadRisk)
	case Elections, Rounds:
		r.Months = careers.KeptMonths
	case Groups:
		r.On, r.Readers, r.Own = r.People > 0, nil, false
	case Hiring:
		r.Own, r.Readers = false, readers(auth.ManageCareers)
	}
	return r
}

// readers are the roles that have a permission.
func readers(p auth.Permission) []auth.Role {
	var out []auth.Role
	for _, role := range auth.Roles() {
		if slices.Contains(auth.Permissions(role), p) {
			out = append(out, role)
		}
	}
	return out
}
