package vendors_test

import (
	"testing"

	"pgregory.net/rapid"

	"github.com/muster-wfm/muster/internal/database"
	"github.com/muster-wfm/muster/internal/database/databasetest"
	"github.com/muster-wfm/muster/vendors"
)

func databaseOf(t *testing.T) *database.DB { return databasetest.OpenSQLite(t) }

func TestEveryMonthEndsTheDayBeforeTheNextBegins(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		m := vendors.Month(rapid.IntRange(1970*12, 2100*12).Draw(t, "month"))
		read, err := vendors.ParseMonth(m.String())
		if err != nil || read != m || vendors.MonthOf(m.Last()) != m || m.Last().AddDays(1) != (m+1).First() || m.Days() < 28 || m.Days() > 31 {
			t.Fatalf("month %v from %v to %v reads as %v (%v)", m, m.First(), m.Last(), read, err)
		}
	})
	for _, text := range []string{"", "2026", "2026-13", "2026-1", "2026-01-01", "tomorrow"} {
		if m, err := vendors.ParseMonth(text); err == nil {
			t.Errorf("%q read as %v, want a refusal", text, m)
		}
	}
}
