package risk_test

import (
	"context"
	"slices"
	"testing"

	"github.com/muster-wfm/muster/careers/risk"
	"github.com/muster-wfm/muster/careers/risk/store"
	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/internal/database"
	"github.com/muster-wfm/muster/internal/database/databasetest"
	"github.com/muster-wfm/muster/workforce/grid"
)

// asked is schedules that ask one night in every month from one on.
type asked struct {
	from  grid.Date
	share float64
	times []string
}

func (a *asked) Asked(_ context.Context, _ auth.Scope, month grid.Date) ([]risk.Month, error) {
	name := month.String()[:7]
	a.times = append(a.times, name)
	if month.Before(a.from) {
		return nil, nil
	}
	return []risk.Month{{Code: "0001", Month: name, Facts: risk.Facts{Nights: a.share, Overtime: 2}}}, nil
}

// 004-21: what schedules asked comes in by itself, of whole months, again
// while it may still be corrected, and not at all while early warning is off.
func TestWhatSchedulesAskedComesInByItself(t *testing.T) {
	databasetest.Each(t, func(t *testing.T, db *database.DB) {
		p := pastOf(3, 0)
		p.months = nil
		ctx, c := t.Context(), newCentre(t, db, p)
		source := &asked{from: grid.MustDate("2025-11-01"), share: 0.25}
		c.warnings.Schedules = source
		if n, err := c.warnings.Collect(ctx, c.hr); err != nil || n != 0 || len(source.times) != 0 {
			t.Fatalf("off: %d months of %v, %v", n, source.times, err)
		}
		if _, err := c.warnings.Turn(ctx, c.hr, true, "agreed with the council"); err != nil {
			t.Fatal(err)
		}
		for range 2 {
			if n, err := c.warnings.Collect(ctx, c.hr); err != nil || n != 2 {
				t.Fatalf("%d months, %v; want those of January and February", n, err)
			}
		}
		if want := []string{"2026-02", "2026-01", "2026-02", "2026-01"}; !slices.Equal(source.times, want) {
			t.Errorf("asked for %v, want %v", source.times, want)
		}
		source.share, source.times = 0.5, nil
		if _, err := c.warnings.Learn(ctx, c.hr); err != nil {
			t.Fatal(err)
		}
		if source.times[2] != "2025-12" || !slices.Contains(source.times, "2023-03") {
			t.Errorf("a model asked for %v, want three years of which nothing is kept", source.times)
		}
		shares := map[string]float64{}
		kept, err := store.New(db).Months(ctx, c.hr)
		for _, m := range kept {
			shares[m.Month] = m.Facts.Nights
		}
		if err != nil || len(kept) != 4 || shares["2026-02"] != 0.5 || shares["2025-11"] != 0.5 {
			t.Errorf("kept %v of %d (%v), want four months as they were said last", shares, len(kept), err)
		}
	})
}
