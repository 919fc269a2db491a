package forecast_test

import (
	"errors"
	"math"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/muster-wfm/muster/forecast"
	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/internal/database"
	"github.com/muster-wfm/muster/workforce/grid"
)

// rolled is a rollup that must be possible.
func (p *planner) rolled(t *testing.T, order forecast.RollupOrder) forecast.Rollup {
	t.Helper()
	out, err := p.live.Rollup(t.Context(), p.all, order)
	must(t, err)
	return out
}

// contacts are the contacts of all rows of all groups.
func contacts(r forecast.Rollup) float64 {
	total := 0.0
	for _, g := range r.Groups {
		for _, row := range g.Rows {
			total += row.Contacts
		}
	}
	return total
}

// 004-11, 004-13: how many contacts there are, of a site as of all of them together.
func TestSumsOfForecastsAddUpWhicheverWayTheyAreGrouped(t *testing.T) {
	eachPlanner(t, func(t *testing.T, p *planner) {
		p.sees(t, p.billing, monday.AddDays(-84), 84, p.clock(monday, 0), busyness)
		p.sees(t, p.night, monday.AddDays(-84), 84, p.clock(monday, 0), busyness)
		runs := p.run(t, forecast.RunOrder{From: monday, Days: 28}, p.billing.ID, p.night.ID)
		want := 0.0
		for _, run := range runs {
			for _, day := range run.Report.Days {
				want += day.Mean
			}
		}
		for _, by := range forecast.Groupings() {
			for _, per := range []forecast.Period{forecast.PerInterval, forecast.PerDay, forecast.PerWeek, forecast.PerMonth} {
				got := p.rolled(t, forecast.RollupOrder{By: by, Per: per, From: monday, Days: 28})
				if sum := contacts(got); math.Abs(sum-want) > 1e-9*want || len(got.Missing) != 0 {
					t.Errorf("by %s and %s: %.6f contacts, want %.6f; missing %v", by, per, sum, want, got.Missing)
				}
				for _, g := range got.Groups {
					for _, row := range g.Rows {
						checkRow(t, row, by, per)
					}
				}
			}
		}
		weeks := p.rolled(t, forecast.RollupOrder{By: forecast.InTotal, Per: forecast.PerMonth, From: monday.AddDays(2), Days: 26})
		first, last := weeks.Groups[0].Rows[0], weeks.Groups[0].Rows[1]
		if first.First.String() != "2026-03-11" || first.Last.String() != "2026-03-31" || last.First.String() != "2026-04-01" {
			t.Errorf("months are %s to %s and %s to %s; want to be cut at the days asked for", first.First, first.Last, last.First, last.Last)
		}
	})
}

func checkRow(t *testing.T, row forecast.RollupRow, by forecast.Grouping, per forecast.Period) {
	t.Helper()
	if len(row.Bands) != 2 {
		t.Fatalf("by %s and %s: %d bands, want 2", by, per, len(row.Bands))
	}
	for _, b := range row.Bands {
		if b.Lo > row.Contacts || b.Hi < row.Contacts || b.Lo < 0 {
			t.Errorf("by %s and %s: %.2f contacts lie outside of their band from %.2f to %.2f", by, per, row.Contacts, b.Lo, b.Hi)
		}
	}
	if row.Contacts > 0 && math.Abs(row.AHTS-180) > 1 {
		t.Errorf("by %s and %s: %.1f s a contact, want 180", by, per, row.AHTS)
	}
}

func TestDaysWithoutAForecastAreNamedAndNotCounted(t *testing.T) {
	eachPlanner(t, func(t *testing.T, p *planner) {
		p.remember(t, p.billing)
		p.run(t, forecast.RunOrder{From: monday, Days: 7}, p.billing.ID)
		p.run(t, forecast.RunOrder{From: monday.AddDays(9), Days: 3}, p.billing.ID)
		got := p.rolled(t, forecast.RollupOrder{Queues: []int64{p.billing.ID, p.night.ID}, By: forecast.InTotal, Per: forecast.PerDay, From: monday.AddDays(-1), Days: 14})
		day := func(n int) grid.Date { return monday.AddDays(n) }
		want := []forecast.Missing{
			{p.billing.ID, day(-1), day(-1)}, {p.billing.ID, day(7), day(8)}, {p.billing.ID, day(12), day(12)}, {p.night.ID, day(-1), day(12)},
		}
		if diff := cmp.Diff(want, got.Missing); diff != "" {
			t.Errorf("missing days (-want +got):\n%s", diff)
		}
		if rows := got.Groups[0].Rows; len(rows) != 10 || rows[7].First != day(9) {
			t.Errorf("%d rows, the eighth of %v; want 10, the eighth of %s", len(rows), rows[min(7, len(rows)-1)].First, day(9))
		}
	})
}

func TestTheNewestForecastOfADayCounts(t *testing.T) {
	eachPlanner(t, func(t *testing.T, p *planner) {
		p.remember(t, p.billing)
		old := p.run(t, forecast.RunOrder{From: monday, Days: 14}, p.billing.ID)[0]
		fresh := p.run(t, forecast.RunOrder{From: monday.AddDays(3), Days: 4, AsOf: monday}, p.billing.ID)[0]
		got := p.rolled(t, forecast.RollupOrder{By: forecast.ByQueue, Per: forecast.PerDay, From: monday, Days: 14, Queues: []int64{p.billing.ID}})
		if diff := cmp.Diff([]int64{old.ID, fresh.ID}, got.Groups[0].Forecasts); diff != "" {
			t.Errorf("forecasts (-want +got):\n%s", diff)
		}
		for n, row := range got.Groups[0].Rows {
			want := old.Report.Days[n].Mean
			if n >= 3 && n < 7 {
				want = fresh.Report.Days[n-3].Mean
			}
			if math.Abs(row.Contacts-want) > 1e-9 {
				t.Errorf("%s: %.4f contacts, want %.4f", row.First, row.Contacts, want)
			}
		}
	})
}

func TestAnAdjustmentIsInTheSums(t *testing.T) {
	eachPlanner(t, func(t *testing.T, p *planner) {
		p.remember(t, p.billing)
		p.run(t, forecast.RunOrder{From: monday, Days: 7}, p.billing.ID)
		order := forecast.RollupOrder{By: forecast.BySite, Per: forecast.PerWeek, From: monday, Days: 7}
		before := p.rolled(t, order).Groups[0].Rows[0]
		p.adjustOne(t, p.billing, change(func(c *forecast.Change) {
			c.Value, c.From, c.To = 2, p.clock(monday, 0), p.clock(monday.AddDays(7), 0)
		}))
		after := p.rolled(t, order).Groups[0].Rows[0]
		if diff := cmp.Diff(2*before.Contacts, after.Contacts, cmpopts.EquateApprox(1e-9, 0)); diff != "" {
			t.Errorf("contacts of the week (-twice as before +got):\n%s", diff)
		}
		if after.Bands[0].Hi < after.Contacts || after.WorkloadS < 1.9*before.WorkloadS {
			t.Errorf("before %+v, after %+v", before, after)
		}
	})
}

func TestARollupKeepsToTheScope(t *testing.T) {
	eachPlanner(t, func(t *testing.T, p *planner) {
		p.remember(t, p.billing)
		p.run(t, forecast.RunOrder{From: monday, Days: 7}, p.billing.ID)
		elsewhere, err := auth.NewScope(auth.Grant{Tenant: 1, Actor: 7, Sites: []int64{p.shanghai.ID}})
		must(t, err)
		order := forecast.RollupOrder{By: forecast.InTotal, Per: forecast.PerDay, From: monday, Days: 7}
		got, err := p.live.Rollup(t.Context(), elsewhere, order)
		if err != nil || len(got.Groups) != 0 || len(got.Missing) != 0 {
			t.Errorf("all that another site sees: %+v, %v; want nothing", got, err)
		}
		order.Queues = []int64{p.billing.ID}
		if _, err := p.live.Rollup(t.Context(), elsewhere, order); !errors.Is(err, database.ErrNotFound) {
			t.Errorf("a queue of another site: %v, want that it does not exist", err)
		}
		for field, wrong := range map[string]forecast.RollupOrder{
			"from": {By: forecast.InTotal, Per: forecast.PerDay, Days: 7}, "days": {By: forecast.InTotal, Per: forecast.PerDay, From: monday},
			"by": {By: "planet", Per: forecast.PerDay, From: monday, Days: 7}, "period": {By: forecast.InTotal, Per: "year", From: monday, Days: 7},
		} {
			var refused *forecast.OrderError
			if _, err := p.live.Rollup(t.Context(), p.all, wrong); !errors.As(err, &refused) || refused.Field != field {
				t.Errorf("%+v: %v, want a refusal of %s", wrong, err, field)
			}
		}
	})
}

// A forecast without a back-test, and one of an event never seen, know from their
// days' bands alone how far they may be off.
func TestSumsHoldTheDoubtThatOnlyTheDaysKnow(t *testing.T) {
	eachPlanner(t, func(t *testing.T, p *planner) {
		p.level(t, p.billing, monday, 14, 400)
		p.adjustOne(t, p.billing, change(func(c *forecast.Change) {
			c.Value, c.From, c.To = 2, p.clock(monday.AddDays(7), 0), p.clock(monday.AddDays(14), 0)
		}))
		rows := p.rolled(t, forecast.RollupOrder{By: forecast.InTotal, Per: forecast.PerWeek, From: monday, Days: 14}).Groups[0].Rows
		for n, want := range []float64{.05, .05} { // of the week, for what is not known is not known of all its days
			row := rows[n]
			if len(row.Bands) != 2 || math.Abs((row.Bands[0].Hi-row.Contacts)/row.Contacts-want) > .015 {
				t.Errorf("week %d: %.0f contacts with bands %+v; want eight tenths within about %.0f %%", n, row.Contacts, row.Bands, 100*want)
			}
		}
	})
}
