package vendors

import (
	"time"

	"github.com/muster-wfm/muster/internal/problem"
	"github.com/muster-wfm/muster/vendors/member"
	"github.com/muster-wfm/muster/vendors/money"
)

// CrowdTerms is what the owner sets for the crowd of a programme: when people rise
// and fall, how intervals are offered, and what an hour is paid.
type CrowdTerms struct {
	ProgrammeID, Version int64
	Rules                member.Rules
	// PriorGood and PriorBad are what is believed of a member's accuracy before
	// anything was graded: work without error and with, in graded contacts.
	PriorGood, PriorBad float64
	// PriorBooked and PriorCame are the same of keeping bookings.
	PriorBooked, PriorCame float64
	Windows                []member.Window // by tier, 1 first
	Stakes                 member.Stakes   // of missing and of idle people
	RecentDays             int             // that rotation looks back
	Hour                   money.Amount    // pay of an hour worked, idle or not
	DueDays                int             // after the end of a period, until pay is due
}

// UsualCrowd is what a programme has until its owner sets something else: three
// tiers by level, a first window with a cap, release without a mark until two days
// before. The numbers are this product's choice.
func UsualCrowd(programme int64) CrowdTerms {
	const day = 24 * time.Hour
	window := func(tier, most int) member.Window {
		return member.Window{Tier: tier, Opens: 14 * day, Cap: most, Open: 3 * day, Lockup: 2 * day}
	}
	return CrowdTerms{
		ProgrammeID: programme, Rules: member.Usual(), PriorGood: 18, PriorBad: 2, PriorBooked: 10, PriorCame: 9,
		Windows: []member.Window{window(1, 40), window(2, 28), window(3, 16)}, Stakes: member.Stakes{Missing: 3, Idle: 1},
		RecentDays: 28, Hour: money.Amount{Minor: 3200, Currency: "CNY"}, DueDays: 10,
	}
}

// check says what cannot be.
func (t CrowdTerms) check() error {
	var l problem.List
	l.Need(t.PriorGood > 0 && t.PriorBad > 0, "priorGood", t.PriorGood, "work above 0 with and without error")
	l.Need(t.PriorBooked > 0 && t.PriorCame >= 0 && t.PriorCame <= t.PriorBooked, "priorCame", t.PriorCame, "0 to what was booked before", problem.Wanting(problem.Between, 0, t.PriorBooked))
	l.Need(t.Rules.Floor > 0 && t.Rules.Floor < 1, "floor", t.Rules.Floor, "an accuracy between 0 and 1", problem.Wanting(problem.Share))
	l.Need(t.Rules.CertificateDays > 0, "certificateDays", t.Rules.CertificateDays, "a day or more", problem.Wanting(problem.AtLeast, 1))
	l.Need(t.Rules.UnusedDays > 0, "unusedDays", t.Rules.UnusedDays, "a day or more", problem.Wanting(problem.AtLeast, 1))
	l.Need(len(t.Windows) == 3, "windows", len(t.Windows), "a window for each of three tiers", problem.Wanting(problem.Exactly, 3))
	l.Need(t.Stakes.Missing > 0 && t.Stakes.Idle >= 0, "missing", t.Stakes.Missing, "a cost above 0 of who is missing, and of 0 or more of who is idle")
	l.Need(t.Hour.Minor >= 0, "hourMinor", t.Hour.Minor, "0 or more", problem.Wanting(problem.AtLeast, 0))
	l.Need(t.DueDays >= 0 && t.DueDays <= 90, "dueDays", t.DueDays, "0 to 90 days", problem.Wanting(problem.WholeNumber, 0, 90))
	return refused("terms of the crowd", l)
}

// Tier is the turn of a level in bookings: who has shown most chooses first.
func (t CrowdTerms) Tier(level int) int { return max(1, len(t.Windows)+1-level) }

// window is that of a tier.
func (t CrowdTerms) window(tier int) member.Window {
	return t.Windows[min(max(tier, 1), len(t.Windows))-1]
}
