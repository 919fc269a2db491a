package demo

import (
	"context"
	"fmt"
	"testing"
	"time"

	"github.com/muster-wfm/muster/careers/attrition"
	"github.com/muster-wfm/muster/careers/risk"
	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/workforce"
	"github.com/muster-wfm/muster/workforce/grid"
)

// pastKept is what the centre's past is written into.
type pastKept struct {
	risk.Store
	events []attrition.Event
	months []risk.Month
	people []workforce.Person
	on     risk.Switch
}

func (k *pastKept) Keep(_ context.Context, _ auth.Scope, events []attrition.Event) (int, error) {
	k.events = append(k.events, events...)
	return len(events), nil
}

func (k *pastKept) SetChannel(_ context.Context, _ auth.Scope, c attrition.Channel) (attrition.Channel, error) {
	return c, nil
}

func (k *pastKept) KeepMonths(_ context.Context, _ auth.Scope, months []risk.Month) error {
	k.months = append(k.months, months...)
	return nil
}

func (k *pastKept) Spells(context.Context, auth.Scope) ([]attrition.Spell, []attrition.Fault, error) {
	spells, faults := attrition.Spells(k.events, testToday)
	return spells, faults, nil
}

func (k *pastKept) People(context.Context, auth.Scope) ([]workforce.Person, error) {
	return k.people, nil
}
func (k *pastKept) InTx(ctx context.Context, _ auth.Scope, fn func(context.Context) error) error {
	return fn(ctx)
}
func (k *pastKept) Months(context.Context, auth.Scope) ([]risk.Month, error) { return k.months, nil }
func (k *pastKept) Switch(context.Context, auth.Scope) (risk.Switch, error)  { return k.on, nil }
func (k *pastKept) AddSwitch(_ context.Context, _ auth.Scope, s risk.Switch) error {
	k.on = s
	return nil
}
func (k *pastKept) AddModel(context.Context, auth.Scope, *risk.Model) error       { return nil }
func (k *pastKept) PutScores(context.Context, auth.Scope, []risk.Score) error     { return nil }
func (k *pastKept) Record(context.Context, auth.Scope, string, string, any) error { return nil }

func pastOfLeaving(t *testing.T) *pastKept {
	t.Helper()
	k := &pastKept{}
	b := &builder{order: Order{Seed: 1}, scope: auth.SystemScope(1), today: testToday, Services: Services{Leaving: k}}
	b.at.sites, b.at.teams = map[string]int64{"GZ": 1, "CD": 2, "LDS": 3}, map[string]int64{"GZ-OWN": 1, "CD-OWN": 2, "LDS-OWN": 3}
	rnd := stream(1, "staff")
	for i := range DefaultSize {
		site := int64(1 + i*3/DefaultSize)
		b.staff = append(b.staff, workforce.Person{
			ID: int64(i + 1), Code: fmt.Sprintf("OWN-%05d", i+1), SiteID: site, EmployerID: 1, TeamID: site, HiredOn: testToday.AddDays(-30 - rnd.IntN(1500)),
		})
	}
	k.people = b.staff
	if err := b.leaving(t.Context()); err != nil {
		t.Fatal(err)
	}
	return k
}

func TestThePastOfEmploymentsIsOneThatCanHaveBeen(t *testing.T) {
	k := pastOfLeaving(t)
	for _, e := range k.events {
		if _, err := attrition.NewEvent(e); err != nil {
			t.Fatalf("%+v: %v", e, err)
		}
	}
	spells, faults := attrition.Spells(k.events, testToday)
	if len(faults) > 0 {
		t.Fatalf("%d faults, such as %v", len(faults), faults[0])
	}
	gone, early, late, yearEnd := 0, 0, 0, 0
	for _, s := range spells {
		if s.Left.IsZero() {
			continue
		}
		gone++
		switch days := s.Hired.DaysUntil(s.Left); {
		case days < 31:
		case days < 183:
			early++
		case days > 730:
			late++
		}
		if s.Left.Month == time.December || s.Left.Month <= time.February {
			yearEnd++
		}
	}
	if len(spells)-gone != DefaultSize {
		t.Errorf("%d are still there; want %d", len(spells)-gone, DefaultSize)
	}
	if len(spells) < 900 || len(spells) > 1700 {
		t.Errorf("%d employments; want about 1,200", len(spells))
	}
	if early < 2*late {
		t.Errorf("%d left in the first half year and %d after two years; want a hump", early, late)
	}
	if share := float64(yearEnd) / float64(gone); share < 0.28 {
		t.Errorf("%.2f of the exits at the end of the year; want more than a quarter", share)
	}
}

func TestTheModelOfTheDemonstrationPassesItsGates(t *testing.T) {
	k := pastOfLeaving(t)
	w := risk.New(k, k, k, k)
	w.Now = func() time.Time { return testToday.Start(time.UTC).Add(9 * time.Hour) }
	scope := auth.SystemScope(1)
	if _, err := w.Turn(t.Context(), scope, true, "Agreed with the works council"); err != nil {
		t.Fatal(err)
	}
	m, err := w.Learn(t.Context(), scope)
	if err != nil {
		t.Fatal(err)
	}
	t.Logf("%d months, %d exits, test %d exits, AUC %.3f, Brier %.5f against %.5f, slope %.2f, ridge %g", m.Months, m.Exits, m.TestExits, m.AUC, m.Brier, m.AveragesBrier, m.Slope, m.Ridge)
	if !m.Shown {
		t.Errorf("not shown: %+v %s", m.Findings, m.Why)
	}
	if _, err := grid.ParseDate(m.From.String()); err != nil {
		t.Error(err)
	}
}
