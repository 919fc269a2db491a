package plan

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/muster-wfm/muster/careers/flow"
)

// Bounds of a scenario.
const (
	longestHorizon = 120 // months
	mostChanges    = 30
	mostDraws      = 500
)

// Scenario is what if: a way through a ladder, what holds on it, and what changes.
type Scenario struct {
	Ladder, Track string
	Horizon       int // months
	Currency      string
	Pay           map[string]int64 // a month, by rung, minor units; none: costs are not known
	PerMonth      *float64         // hires; nil: as many as left
	Nights        *float64         // share of work at night today; nil: as the schedules say
	Home, Hybrid  float64          // shares of work from home today, and of people partly at home
	Assumed       []Assumed        // in the place of the documented defaults
	Changes       []Change
	Seed          uint64
	Draws         int // 0: 200
}

// Assumed is one's own number in the place of a documented default.
type Assumed struct {
	Key              string
	Value, Low, High float64 // Low and High both 0: taken as known
}

// ChangeKind is what a change changes.
type ChangeKind string

// The kinds of change.
const (
	AddRung    ChangeKind = "add_rung"
	Places     ChangeKind = "places"
	TimeInRung ChangeKind = "time_in_rung"
	NightCap   ChangeKind = "night_cap"
	HomeShare  ChangeKind = "home"
	HybridPart ChangeKind = "hybrid"
	HiringMix  ChangeKind = "hiring_mix"
	Hires      ChangeKind = "hires"
	Pay        ChangeKind = "pay"
)

// ChangeKinds lists them.
func ChangeKinds() []ChangeKind {
	return []ChangeKind{AddRung, Places, TimeInRung, NightCap, HomeShare, HybridPart, HiringMix, Hires, Pay}
}

// Change is one thing that a scenario changes. Which fields count depends on the kind.
type Change struct {
	Kind     ChangeKind
	Rung     string   // that is changed; of a new rung the one below it
	Rungs    []string // whose pay changes; none: all
	Code     string   // of a new rung
	Name     string   // of a new rung
	Places   *int     // nil: no limit
	Months   *int     // in a rung before promotion; nil: as it is
	Promote  *float64 // chance a month of those who may be promoted; nil: as it is
	PayMinor int64    // a month, of a new rung
	Share    float64  // of nights at most, of work from home, or by which pay rises
	PerMonth float64  // hires
	Mix      []MixPart
}

// MixPart is the part of hires that come by a channel.
type MixPart struct {
	Name  string
	Share float64
}

// editable are the defaults that somebody may replace.
func editable() []string {
	return []string{
		flow.Stalled, flow.Promoted, flow.NightShifts, flow.HomeFull, flow.HomeHybrid, flow.ReferralHire, flow.PayElasticity,
		flow.ExitPay, flow.LearningStart, flow.LearningTau,
	}
}

func (s *Scenario) check(c *checks) {
	c.need(s.Ladder != "", "ladder", "nothing", "a ladder in force")
	c.need(s.Track != "", "track", "nothing", "a track of the ladder")
	c.need(s.Horizon >= 1 && s.Horizon <= longestHorizon, "horizon", s.Horizon, fmt.Sprintf("1 to %d months", longestHorizon))
	c.need(isCurrency(s.Currency), "currency", s.Currency, "three letters such as CNY or GBP")
	for _, rung := range slices.Sorted(maps.Keys(s.Pay)) {
		c.money("pay."+rung, s.Pay[rung])
	}
	if s.PerMonth != nil {
		c.need(*s.PerMonth >= 0 && *s.PerMonth <= 1e5, "perMonth", *s.PerMonth, "0 or more people")
	}
	if s.Nights != nil {
		c.share("nights", *s.Nights)
	}
	c.share("home", s.Home)
	c.share("hybrid", s.Hybrid)
	c.need(s.Draws >= 0 && s.Draws <= mostDraws, "draws", s.Draws, fmt.Sprintf("0 to %d", mostDraws))
	for i, a := range s.Assumed {
		a.check(c, fmt.Sprintf("assumed[%d].", i))
	}
	c.need(len(s.Changes) <= mostChanges, "changes", fmt.Sprintf("%d changes", len(s.Changes)), fmt.Sprintf("at most %d", mostChanges))
	for i := range s.Changes {
		s.Changes[i].check(c, fmt.Sprintf("changes[%d].", i))
	}
}

func (a Assumed) check(c *checks, at string) {
	c.need(slices.Contains(editable(), a.Key), at+"key", a.Key, strings.Join(editable(), ", "))
	known := a.Low == 0 && a.High == 0
	c.need(known || a.Low <= a.Value && a.Value <= a.High, at+"value", a.Value, "a value in its range")
	switch a.Key {
	case flow.PayElasticity:
		c.need(a.Value >= -20 && a.Value <= 20, at+"value", a.Value, "-20 to 20")
	case flow.LearningStart:
		c.share(at+"value", a.Value)
	case flow.LearningTau:
		c.need(a.Value > 0 && a.Value <= 60, at+"value", a.Value, "months above 0, at most 60")
	case flow.ExitPay:
		c.need(a.Value >= 0 && a.Value <= 60, at+"value", a.Value, "0 to 60 months of pay")
	default:
		c.need(a.Value > 0 && a.Value <= 20 && (known || a.Low > 0 && a.High <= 20), at+"value", a.Value, "a hazard ratio above 0 and at most 20; 1 is no effect")
	}
}

func (k *Change) check(c *checks, at string) {
	c.need(slices.Contains(ChangeKinds(), k.Kind), at+"kind", k.Kind, "one of the kinds of change")
	if k.Places != nil {
		c.need(*k.Places >= 0 && *k.Places <= 1e6, at+"places", *k.Places, "0 or more places, or no limit")
	}
	if k.Months != nil {
		c.need(*k.Months >= 0 && *k.Months <= longestHorizon, at+"months", *k.Months, fmt.Sprintf("0 to %d months", longestHorizon))
	}
	if k.Promote != nil {
		c.share(at+"promote", *k.Promote)
	}
	switch k.Kind {
	case AddRung:
		k.Code, k.Name = strings.TrimSpace(k.Code), strings.TrimSpace(k.Name)
		c.need(k.Name != "" && len([]rune(k.Name)) <= 80, at+"name", k.Name, "1 to 80 characters")
		if k.Code == "" {
			k.Code = k.Name
		}
		c.money(at+"payMinor", k.PayMinor)
	case NightCap, HomeShare, HybridPart:
		c.share(at+"share", k.Share)
	case Pay:
		c.need(k.Share > -0.9 && k.Share <= 5, at+"share", k.Share, "a share above -0.9 and at most 5, such as 0.05")
	case Hires:
		c.need(k.PerMonth >= 0 && k.PerMonth <= 1e5, at+"perMonth", k.PerMonth, "0 or more people")
	case HiringMix:
		total := 0.0
		for n, part := range k.Mix {
			c.share(fmt.Sprintf("%smix[%d].share", at, n), part.Share)
			total += part.Share
		}
		c.need(total > 0, at+"mix", "shares that sum to 0", "a share above 0")
	}
}
