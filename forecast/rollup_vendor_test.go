package forecast_test

import (
	"math"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/muster-wfm/muster/forecast"
	"github.com/muster-wfm/muster/workforce"
)

// vendor is an employer that handles shares of queues.
func (p *planner) vendor(t *testing.T, code string) workforce.Employer {
	t.Helper()
	e, err := p.centre.Employers.Create(t.Context(), p.all, workforce.Employer{Code: code, Name: "Vendor " + code, Kind: workforce.Vendor})
	must(t, err)
	return e
}

// divide says who handles a queue, and with which it is looked at.
func (p *planner) divide(t *testing.T, q *workforce.Queue, group string, divisions ...workforce.Division) {
	t.Helper()
	now, err := p.centre.Queues.Get(t.Context(), p.all, q.ID)
	must(t, err)
	now.Group, now.Divisions = group, divisions
	*q, err = p.centre.Queues.Edit(t.Context(), p.all, now)
	must(t, err)
}

func TestAVendorHasItsShareOfEachQueueAndDay(t *testing.T) {
	eachPlanner(t, func(t *testing.T, p *planner) {
		p.remember(t, p.billing)
		p.remember(t, p.night)
		a, b := p.vendor(t, "A"), p.vendor(t, "B")
		thursday := monday.AddDays(3)
		p.divide(t, &p.billing, "",
			workforce.Division{Shares: []workforce.EmployerShare{{EmployerID: a.ID, Share: .25}}},
			workforce.Division{ValidFrom: thursday, Shares: []workforce.EmployerShare{{EmployerID: a.ID, Share: .5}, {EmployerID: b.ID, Share: .5}}},
		)
		p.run(t, forecast.RunOrder{From: monday, Days: 7}, p.billing.ID, p.night.ID)
		days := func(by forecast.Grouping, queues ...int64) forecast.Rollup {
			return p.rolled(t, forecast.RollupOrder{Queues: queues, By: by, Per: forecast.PerDay, From: monday, Days: 7})
		}
		billing, night := days(forecast.ByQueue, p.billing.ID).Groups[0], days(forecast.ByQueue, p.night.ID).Groups[0]
		got := days(forecast.ByVendor, p.billing.ID, p.night.ID)
		shares := map[string]func(k int) float64{
			"": func(k int) float64 {
				in := night.Rows[k].Contacts
				if k < 3 {
					in += .75 * billing.Rows[k].Contacts
				}
				return in
			},
			"Vendor A": func(k int) float64 {
				if k < 3 {
					return .25 * billing.Rows[k].Contacts
				}
				return .5 * billing.Rows[k].Contacts
			},
			"Vendor B": func(k int) float64 {
				if k < 3 {
					return 0
				}
				return .5 * billing.Rows[k].Contacts
			},
		}
		var names []string
		for _, g := range got.Groups {
			names = append(names, g.Name)
			if (g.EmployerID == 0) != (g.Name == "") {
				t.Errorf("%q is employer %d; only what is handled in-house is of none", g.Name, g.EmployerID)
			}
			for k, row := range g.Rows {
				if want := shares[g.Name](k); math.Abs(row.Contacts-want) > 1e-9 {
					t.Errorf("%q on %s: %.4f contacts, want %.4f", g.Name, row.First, row.Contacts, want)
				}
				if k < 5 && row.Contacts > 0 {
					checkRow(t, row, forecast.ByVendor, forecast.PerDay)
				}
			}
		}
		if diff := cmp.Diff([]string{"", "Vendor A", "Vendor B"}, names); diff != "" {
			t.Errorf("who handles what (-want +got):\n%s", diff)
		}
		if whole := contacts(days(forecast.InTotal, p.billing.ID, p.night.ID)); math.Abs(contacts(got)-whole) > 1e-9*whole {
			t.Errorf("the vendors' sums come to %.6f contacts, the total to %.6f", contacts(got), whole)
		}
	})
}

func TestAQueueThatIsAllHandedOverLeavesNothingInHouse(t *testing.T) {
	eachPlanner(t, func(t *testing.T, p *planner) {
		p.remember(t, p.billing)
		a := p.vendor(t, "A")
		p.divide(t, &p.billing, "", workforce.Division{Shares: []workforce.EmployerShare{{EmployerID: a.ID, Share: 1}}})
		p.run(t, forecast.RunOrder{From: monday, Days: 7}, p.billing.ID)
		got := p.rolled(t, forecast.RollupOrder{Queues: []int64{p.billing.ID}, By: forecast.ByVendor, Per: forecast.PerInterval, From: monday, Days: 7})
		if len(got.Groups) != 1 || got.Groups[0].EmployerID != a.ID {
			t.Errorf("groups %+v, want the vendor alone", got.Groups)
		}
	})
}

func TestQueuesOfOneGroupAreOneSum(t *testing.T) {
	eachPlanner(t, func(t *testing.T, p *planner) {
		p.remember(t, p.billing)
		p.remember(t, p.night)
		p.run(t, forecast.RunOrder{From: monday, Days: 7}, p.billing.ID, p.night.ID)
		order := forecast.RollupOrder{Queues: []int64{p.billing.ID, p.night.ID}, By: forecast.ByGroup, Per: forecast.PerWeek, From: monday, Days: 7}
		p.divide(t, &p.billing, "Front line")
		if got := p.rolled(t, order); len(got.Groups) != 2 || got.Groups[0].Name != "Front line" || got.Groups[1].Name != "" {
			t.Errorf("groups %+v, want the front line and the rest", got.Groups)
		}
		p.divide(t, &p.night, "Front line")
		got := p.rolled(t, order)
		order.By = forecast.InTotal
		if whole := p.rolled(t, order); len(got.Groups) != 1 || len(got.Groups[0].Queues) != 2 || math.Abs(contacts(got)-contacts(whole)) > 1e-9 {
			t.Errorf("groups %+v, want one of both queues", got.Groups)
		}
	})
}
