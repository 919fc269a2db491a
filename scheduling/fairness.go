package scheduling

import (
	"fmt"
	"time"

	"github.com/muster-wfm/muster/internal/problem"
	"github.com/muster-wfm/muster/scheduling/roster"
	"github.com/muster-wfm/muster/workforce/grid"
)

// Account is a kind of burden that a site shares fairly.
type Account = roster.Account

// Accounts are those that a site keeps, in the order of screens.
var Accounts = []Account{roster.Nights, roster.Weekends, roster.Holidays, roster.ShortRests, roster.Undesired}

// accountNames are the words of files and of the API.
var accountNames = map[Account]string{
	roster.Nights: "nights", roster.Weekends: "weekends", roster.Holidays: "holidays",
	roster.ShortRests: "short_rests", roster.Undesired: "undesired",
}

// AccountName is the stable name of an account.
func AccountName(a Account) string { return accountNames[a] }

// AccountOf returns the account with a name.
func AccountOf(name string) (Account, bool) {
	for _, a := range Accounts {
		if accountNames[a] == name {
			return a, true
		}
	}
	return 0, false
}

// FairnessTerms are what a site calls a burden, and how it weighs wishes.
type FairnessTerms struct {
	SiteID, Version int64
	// WindowDays is how far back burdens count.
	WindowDays int
	// Weights price the accounts beside a missing person-hour at [Prices].
	Weights roster.Load
	// NightFrom and NightTo are minutes after local midnight, NightTo beyond 1440
	// for the morning after; NightMinutes in them make a shift a night.
	NightFrom, NightTo, NightMinutes int
	ShortRestMin                     int
	// DesiredFrom and DesiredTo bound the starts that nobody minds; equal ends
	// mean that every start is as good.
	DesiredFrom, DesiredTo int
	Wishes                 WishTerms
}

// WishOrder is by what wishes that contend are weighed.
type WishOrder string

// The orders.
const (
	ByBudget    WishOrder = "budget"    // by the points that agents put on them
	BySeniority WishOrder = "seniority" // years of service weigh more
	ByRotation  WishOrder = "rotation"  // who was refused lately weighs more
)

// WishTerms are the rules of wishing.
type WishTerms struct {
	Order WishOrder
	// Budget is the points of a period for everybody; PeriodDays its length.
	Budget, PeriodDays int
	// Credit is the part of refused points that is added to the next period.
	Credit float64
	// PointPrice is what a missed point costs beside a missing person-hour.
	PointPrice float64
}

// DefaultFairness holds where a site has not said otherwise.
func DefaultFairness(site int64) FairnessTerms {
	return FairnessTerms{
		SiteID: site, WindowDays: 365,
		Weights:   roster.Load{roster.Nights: 0.4, roster.Weekends: 0.4, roster.Holidays: 1, roster.ShortRests: 0.4, roster.Undesired: 0.2},
		NightFrom: 23 * 60, NightTo: 30 * 60, NightMinutes: 180, ShortRestMin: 12 * 60, DesiredFrom: 7 * 60, DesiredTo: 14 * 60,
		Wishes: WishTerms{Order: ByBudget, Budget: 10, PeriodDays: 28, Credit: 0.5, PointPrice: 12},
	}
}

// MaxWindowDays bounds how far back burdens count.
const MaxWindowDays = 731

// NewFairnessTerms checks terms and names every bad field at once.
func NewFairnessTerms(t FairnessTerms) (FairnessTerms, error) {
	var bad []FieldError
	need := func(good bool, field string, found any, expected string, code problem.Code, figures ...any) {
		if !good {
			bad = append(bad, FieldError{Field: field, Found: fmt.Sprint(found), Expected: expected, Want: problem.Wanting(code, figures...)})
		}
	}
	need(t.WindowDays >= 28 && t.WindowDays <= MaxWindowDays, "windowDays", t.WindowDays, fmt.Sprintf("28 to %d days", MaxWindowDays), problem.WholeNumber, 28, MaxWindowDays)
	for _, a := range Accounts {
		need(t.Weights[a] >= 0 && t.Weights[a] <= 1000, "weights."+accountNames[a], t.Weights[a], "0 to 1000", problem.Between, 0, 1000)
	}
	need(t.NightFrom >= 0 && t.NightFrom < 1440 && t.NightTo > t.NightFrom && t.NightTo <= t.NightFrom+1440, "night",
		fmt.Sprintf("%d to %d", t.NightFrom, t.NightTo), "minutes after midnight, an end after the begin and at most a day later", problem.EndWithin, 24)
	need(t.NightMinutes > 0 && t.NightMinutes <= 1440, "nightMinutes", t.NightMinutes, "1 to 1440 minutes", problem.WholeNumber, 1, 1440)
	need(t.ShortRestMin >= 0 && t.ShortRestMin <= 1440, "shortRestMin", t.ShortRestMin, "0 to 1440 minutes", problem.WholeNumber, 0, 1440)
	need(t.DesiredFrom >= 0 && t.DesiredTo >= t.DesiredFrom && t.DesiredTo <= 1440, "desired",
		fmt.Sprintf("%d to %d", t.DesiredFrom, t.DesiredTo), "minutes of the day, the end no earlier than the begin", problem.EndNotBefore)
	w := t.Wishes
	need(w.Order == ByBudget || w.Order == BySeniority || w.Order == ByRotation, "wishes.order", w.Order, "budget, seniority or rotation", problem.Choice)
	need(w.Budget >= 1 && w.Budget <= 1000, "wishes.budget", w.Budget, "1 to 1000 points", problem.WholeNumber, 1, 1000)
	need(w.PeriodDays >= 7 && w.PeriodDays <= 366, "wishes.periodDays", w.PeriodDays, "7 to 366 days", problem.WholeNumber, 7, 366)
	need(w.Credit >= 0 && w.Credit <= 1, "wishes.credit", w.Credit, "a part from 0 to 1", problem.Share)
	need(w.PointPrice >= 0 && w.PointPrice <= 1000, "wishes.pointPrice", w.PointPrice, "0 to 1000", problem.Between, 0, 1000)
	if len(bad) > 0 {
		return FairnessTerms{}, &InvalidError{What: "fairness terms", Fields: bad}
	}
	return t, nil
}

// engine writes the terms as the optimiser reads them; holidays are days of
// its horizon.
func (t FairnessTerms) engine(holidays []int) roster.Fairness {
	return roster.Fairness{
		Weights: t.Weights, NightFrom: t.NightFrom, NightTo: t.NightTo, NightMinutes: t.NightMinutes,
		ShortRest: t.ShortRestMin, DesiredFrom: t.DesiredFrom, DesiredTo: t.DesiredTo, Holidays: holidays,
	}
}

// counting is the terms with every account counted, whatever its weight.
func (t FairnessTerms) counting(holidays []int) roster.Fairness {
	f := t.engine(holidays)
	for _, a := range Accounts {
		f.Weights[a] = 1
	}
	return f
}

// Correction adds to what somebody carried on a day, or takes away from it.
type Correction struct {
	ID, SiteID, PersonID int64
	Day                  grid.Date
	Account              Account
	Amount               float64
	Reason               string
	At                   time.Time
	By                   int64
}

// NewCorrection checks a correction.
func NewCorrection(c Correction) (Correction, error) {
	var bad []FieldError
	if c.Amount == 0 || c.Amount < -366 || c.Amount > 366 {
		bad = append(bad, FieldError{Field: "amount", Found: fmt.Sprint(c.Amount), Expected: "-366 to 366 shifts, and not 0", Want: problem.Wanting(problem.NotZero, -366, 366)})
	}
	if n := len([]rune(c.Reason)); n < 3 || n > 500 {
		bad = append(bad, FieldError{Field: "reason", Found: fmt.Sprintf("%d characters", n), Expected: "3 to 500 characters that say why", Want: problem.Wanting(problem.Characters, 3, 500)})
	}
	if accountNames[c.Account] == "" {
		bad = append(bad, FieldError{Field: "account", Found: "no account", Expected: "nights, weekends, holidays, short_rests or undesired", Want: problem.Wanting(problem.Choice)})
	}
	if len(bad) > 0 {
		return Correction{}, &InvalidError{What: "correction", Fields: bad}
	}
	return c, nil
}
