package workforce

import (
	"slices"
	"strings"

	"github.com/muster-wfm/muster/internal/problem"
)

// EmployerKind says how the people of an employer come to work for the centre.
type EmployerKind string

// The kinds of employer. The centre's own staff are an employer like any
// other, so that every comparison holds them too.
const (
	OwnStaff EmployerKind = "own"
	Vendor   EmployerKind = "vendor" // an outsourced partner
	Crowd    EmployerKind = "crowd"  // freelancers who book their own hours
	Bot      EmployerKind = "bot"    // a machine that serves contacts, a row beside people
)

// EmployerKinds lists every kind of employer.
func EmployerKinds() []EmployerKind { return []EmployerKind{OwnStaff, Vendor, Crowd, Bot} }

// Employer is the legal entity that pays a person.
type Employer struct {
	ID, Version int64
	Code, Name  string
	Kind        EmployerKind
}

// NewEmployer returns e if it can be.
func NewEmployer(e Employer) (Employer, error) {
	e.Code, e.Name = strings.TrimSpace(e.Code), strings.TrimSpace(e.Name)
	c := checking("employer")
	c.codeAndName(e.Code, e.Name)
	c.need(slices.Contains(EmployerKinds(), e.Kind), "kind", string(e.Kind), "one of "+listed(EmployerKinds()), problem.Wanting(problem.Choice))
	return e, c.err()
}

// Team is a group of people of one employer at one site with one supervisor.
type Team struct {
	ID, Version int64
	Code, Name  string
	SiteID      int64
	EmployerID  int64
	// MaxOnPause and MaxPauseShare limit how many of the team may be on lunch or
	// break at once: people, and a share of those whose shift runs. 0 is no limit;
	// of both the lower holds.
	MaxOnPause    int
	MaxPauseShare float64
}

// NewTeam returns t if it can be.
func NewTeam(t Team) (Team, error) {
	t.Code, t.Name = strings.TrimSpace(t.Code), strings.TrimSpace(t.Name)
	c := checking("team")
	c.codeAndName(t.Code, t.Name)
	c.need(t.SiteID > 0, "siteId", t.SiteID, "the site of the team", problem.Wanting(problem.Needed))
	c.need(t.EmployerID > 0, "employerId", t.EmployerID, "the employer of the team", problem.Wanting(problem.Needed))
	c.need(t.MaxOnPause >= 0 && t.MaxOnPause <= 100_000, "maxOnPause", t.MaxOnPause, "0 to 100000 people", problem.Wanting(problem.WholeNumber, 0, 100_000))
	c.need(t.MaxPauseShare >= 0 && t.MaxPauseShare <= 1, "maxPauseShare", t.MaxPauseShare, "a share from 0 to 1", problem.Wanting(problem.Share))
	return t, c.err()
}
