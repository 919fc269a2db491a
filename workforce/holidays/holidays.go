package holidays

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/rickar/cal/v2"
	"github.com/rickar/cal/v2/at"
	"github.com/rickar/cal/v2/ch"
	"github.com/rickar/cal/v2/de"
	"github.com/rickar/cal/v2/es"
	"github.com/rickar/cal/v2/fr"
	"github.com/rickar/cal/v2/gb"
	"github.com/rickar/cal/v2/ie"
	"github.com/rickar/cal/v2/it"
	"github.com/rickar/cal/v2/nl"
	"github.com/rickar/cal/v2/pl"
	"github.com/rickar/cal/v2/us"

	"github.com/muster-wfm/muster/internal/problem"
	"github.com/muster-wfm/muster/workforce"
	"github.com/muster-wfm/muster/workforce/grid"
)

// computed are the regions whose days follow from rules.
var computed = map[string][]*cal.Holiday{
	"at": at.Holidays, "ch": ch.Holidays, "de": de.Holidays, "es": es.Holidays, "fr": fr.Holidays, "gb": gb.Holidays,
	"ie": ie.Holidays, "it": it.Holidays, "nl": nl.Holidays, "pl": pl.Holidays, "us": us.Holidays,
}

// China is the region whose days are a table.
const China = "cn"

// tables are the regions whose days are tables.
var tables = map[string]func() ([]workforce.CalendarDay, error){China: chinaDays, ChinaLunar: lunarDays}

// Regions lists the regions that [Seed] knows, in lower-case ISO 3166 codes; and
// [ChinaLunar].
func Regions() []string {
	var regions []string
	for region := range tables {
		regions = append(regions, region)
	}
	for region := range computed {
		regions = append(regions, region)
	}
	slices.Sort(regions)
	return regions
}

// Seed returns the statutory days of a region from one day to another, both
// included, in order. A holiday that falls on a weekend and is observed on
// another day counts on both. Of China only what has been announced is known
// (see [ChinaKnown]), of its lunar calendar what was computed (see [LunarKnown]);
// later days are simply absent.
//
// An unknown region or an empty range is refused by a *workforce.InvalidError.
func Seed(region string, from, to grid.Date) ([]workforce.CalendarDay, error) {
	region = strings.ToLower(strings.TrimSpace(region))
	rules, known := computed[region]
	table, tabled := tables[region]
	var wrong []workforce.FieldError
	if !known && !tabled {
		wrong = append(wrong, workforce.FieldError{Field: "region", Found: fmt.Sprintf("%q", region), Expected: "one of " + strings.Join(Regions(), ", "), Want: problem.Wanting(problem.Choice)})
	}
	if days := from.DaysUntil(to); days < 0 || days > 100*366 {
		wrong = append(wrong, workforce.FieldError{Field: "to", Found: to.String(), Expected: "a day from " + from.String() + " on, within a hundred years", Want: problem.Wanting(problem.DayWithin, from, from.AddDays(100*366))})
	}
	if len(wrong) > 0 {
		return nil, &workforce.InvalidError{What: "holidays", Fields: wrong}
	}
	if tabled {
		return between(table, from, to)
	}
	return compute(rules, from, to), nil
}

// compute asks every rule for every year. The years around the range count
// too: New Year's Day may be observed in December.
func compute(rules []*cal.Holiday, from, to grid.Date) []workforce.CalendarDay {
	named := make(map[grid.Date]string)
	for year := from.Year - 1; year <= to.Year+1; year++ {
		for _, rule := range rules {
			actual, observed := rule.Calc(year)
			add(named, actual, rule.Name)
			if !observed.Equal(actual) {
				add(named, observed, rule.Name+" (observed)")
			}
		}
	}
	var days []workforce.CalendarDay
	for date, name := range named {
		if !date.Before(from) && !date.After(to) {
			days = append(days, workforce.CalendarDay{Date: date, Kind: workforce.Holiday, Name: name})
		}
	}
	slices.SortFunc(days, func(a, b workforce.CalendarDay) int { return a.Date.Compare(b.Date) })
	return days
}

// add names a day; two holidays that meet on one share it.
func add(named map[grid.Date]string, at time.Time, name string) {
	if at.IsZero() {
		return
	}
	date := grid.DateOf(at)
	if there := named[date]; there != "" && there != name {
		name = there + ", " + name
	}
	named[date] = name
}
