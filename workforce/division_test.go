package workforce_test

import (
	"math"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/muster-wfm/muster/workforce"
	"github.com/muster-wfm/muster/workforce/grid"
)

func divided(divisions ...workforce.Division) workforce.Queue {
	q := changing()
	q.Divisions = divisions
	return q
}

func TestADivisionHoldsUntilTheNext(t *testing.T) {
	q, err := workforce.NewQueue(divided(
		workforce.Division{ValidFrom: grid.MustDate("2026-05-01")},
		workforce.Division{ValidFrom: grid.MustDate("2026-03-01"), Shares: []workforce.EmployerShare{{EmployerID: 9, Share: .3}, {EmployerID: 4, Share: .5}}},
	))
	if err != nil {
		t.Fatal(err)
	}
	for day, want := range map[string]float64{"2026-02-28": 1, "2026-03-01": .2, "2026-04-30": .2, "2026-05-01": 1} {
		if got := q.DivisionOn(grid.MustDate(day)).InHouse(); math.Abs(got-want) > 1e-12 {
			t.Errorf("on %s %g is handled in-house, want %g", day, got, want)
		}
	}
	want := []workforce.EmployerShare{{EmployerID: 4, Share: .5}, {EmployerID: 9, Share: .3}}
	if diff := cmp.Diff(want, q.DivisionOn(grid.MustDate("2026-03-15")).Shares); diff != "" {
		t.Errorf("shares in March (-want +got):\n%s", diff)
	}
}

func TestDivisionsThatCannotBeAreRefused(t *testing.T) {
	shares := func(s ...workforce.EmployerShare) workforce.Division { return workforce.Division{Shares: s} }
	for name, c := range map[string]struct {
		divisions []workforce.Division
		want      []string
	}{
		"more than all":     {[]workforce.Division{shares(workforce.EmployerShare{EmployerID: 1, Share: .6}, workforce.EmployerShare{EmployerID: 2, Share: .41})}, []string{"handledBy[0].shares"}},
		"nothing":           {[]workforce.Division{shares(workforce.EmployerShare{EmployerID: 1})}, []string{"handledBy[0].shares[0].share"}},
		"not a number":      {[]workforce.Division{shares(workforce.EmployerShare{EmployerID: 1, Share: math.NaN()})}, []string{"handledBy[0].shares[0].share"}},
		"nobody":            {[]workforce.Division{shares(workforce.EmployerShare{Share: .5})}, []string{"handledBy[0].shares[0].employerId"}},
		"an employer twice": {[]workforce.Division{shares(workforce.EmployerShare{EmployerID: 1, Share: .1}, workforce.EmployerShare{EmployerID: 1, Share: .1})}, []string{"handledBy[0].shares[1].employerId"}},
		"two from one day":  {[]workforce.Division{shares(), shares()}, []string{"handledBy[1].validFrom"}},
		"thirds of a rounding": {[]workforce.Division{shares(
			workforce.EmployerShare{EmployerID: 1, Share: .1}, workforce.EmployerShare{EmployerID: 2, Share: .2}, workforce.EmployerShare{EmployerID: 3, Share: .7},
		)}, nil},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := workforce.NewQueue(divided(c.divisions...))
			if c.want == nil {
				if err != nil {
					t.Errorf("refused: %v", err)
				}
				return
			}
			expectRefused(t, name, err, c.want...)
		})
	}
}

func TestTheSharesOfADivisionAndTheRestAreAll(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		left := 1.0
		var d workforce.Division
		for id := range rapid.IntRange(0, 6).Draw(t, "employers") {
			share := left * rapid.Float64Range(.01, 1).Draw(t, "share")
			left -= share
			if share > 0 {
				d.Shares = append(d.Shares, workforce.EmployerShare{EmployerID: int64(id + 1), Share: share})
			}
		}
		q, err := workforce.NewQueue(divided(d))
		if err != nil {
			t.Fatalf("%+v: %v", d, err)
		}
		kept := q.DivisionOn(grid.MustDate("2026-03-02"))
		sum := kept.InHouse()
		for _, s := range kept.Shares {
			sum += s.Share
		}
		if math.Abs(sum-1) > 1e-9 || kept.InHouse() < 0 {
			t.Errorf("%+v: %g in all of which %g in-house", kept, sum, kept.InHouse())
		}
	})
}
