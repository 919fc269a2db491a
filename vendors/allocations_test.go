package vendors_test

import (
	"context"
	"errors"
	"math"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/internal/database"
	"github.com/muster-wfm/muster/vendors"
	"github.com/muster-wfm/muster/vendors/allocate"
	"github.com/muster-wfm/muster/vendors/contract"
	"github.com/muster-wfm/muster/vendors/store"
	"github.com/muster-wfm/muster/workforce"
	"github.com/muster-wfm/muster/workforce/grid"
)

// division is a centre that divides volume.
type division struct {
	*centre
	*vendors.Allocations
}

func (d *division) QueueSite(ctx context.Context, scope auth.Scope, id int64) (workforce.Queue, workforce.Site, error) {
	q, err := d.workforce.Queues.Get(ctx, scope, id)
	return q, d.site, err
}

// Expected is ten thousand contacts of three minutes.
func (d *division) Expected(context.Context, auth.Scope, int64, grid.Date, grid.Date) (float64, float64, bool, error) {
	return 10_000, 180, true, nil
}

func eachDivision(t *testing.T, test func(t *testing.T, d *division)) {
	t.Helper()
	eachEngine(t, func(t *testing.T, c *centre) {
		d := &division{centre: c}
		d.Allocations = vendors.NewAllocations(store.NewAllocations(c.db), c.Programmes, d, d, c.journal)
		d.Allocations.Now = func() time.Time { return c.now }
		for _, row := range []struct {
			employer string
			mode     contract.Mode
		}{{"KESTREL", contract.SimpleCall}, {"LOTUS", contract.OwnerControlled}, {"OWN", contract.InHouse}} {
			p := c.created(t, row.employer, row.mode)
			v := vendors.Template(row.mode, "CNY", day("2026-01-01"))
			for i := range v.Rates {
				v.Rates[i].Bands[0].Price = dec(map[string]string{"KESTREL": "4.20", "LOTUS": "60"}[row.employer])
			}
			draft := must(c.Draft(t.Context(), c.scope, p.ID, v, ""))(t)
			must(c.PutInForce(t.Context(), c.scope, p.ID, draft.ID, draft.Version, false))(t)
		}
		test(t, d)
	})
}

// as is somebody of the centre who manages vendors.
func as(t *testing.T, user int64) auth.Scope {
	t.Helper()
	return must(auth.NewScope(auth.Grant{Tenant: 1, Actor: user, AllSites: true, Permissions: auth.Permissions(auth.VendorManager)}))(t)
}

func (d *division) filled(t *testing.T) vendors.AllocationInput {
	t.Helper()
	in := must(d.Fill(t.Context(), as(t, 5), day("2026-04-01"), day("2026-04-30"), []int64{d.calls.ID}))(t)
	in.Name = "April"
	return in
}

func TestAnInputIsFilledFromContractsAndForecastsWithItsSources(t *testing.T) {
	eachDivision(t, func(t *testing.T, d *division) {
		in := d.filled(t)
		q := in.Queues[0]
		if q.Volume != 10_000 || q.VolumeSource != vendors.SourceForecast || in.Currency != "CNY" || len(q.Offers) != 3 {
			t.Fatalf("filled %+v", in)
		}
		want := map[string]struct {
			cost   float64
			source string
		}{
			"KESTREL": {4.20, vendors.SourceRateCard},
			"LOTUS":   {60 * 180.0 / 3600 / 0.8, vendors.SourceRateCard},
			"OWN":     {(4.20 + 3.75) / 2, vendors.SourceAssumed},
		}
		for _, o := range q.Offers {
			if w := want[o.Name]; math.Abs(o.Cost-w.cost) > 1e-9 || o.CostSource != w.source {
				t.Errorf("%s costs %v by %s, want %v by %s", o.Name, o.Cost, o.CostSource, w.cost, w.source)
			}
			if o.MinShare != 0.1 || o.MaxShare != 0.6 || o.QualitySource != vendors.SourceAssumed {
				t.Errorf("%s: %+v", o.Name, o)
			}
		}
	})
}

func TestAnApprovedAllocationBecomesTheSharesOfProgrammes(t *testing.T) {
	eachDivision(t, func(t *testing.T, d *division) {
		ctx, author, other := t.Context(), as(t, 5), as(t, 6)
		a := must(d.Save(ctx, author, d.filled(t)))(t)
		got := must(d.Allocations.Get(ctx, other, a.ID))(t)
		if diff := cmp.Diff(a.Input, got.Input); diff != "" || len(got.InputsHash) != 64 {
			t.Errorf("hash %q (-saved +kept):\n%s", got.InputsHash, diff)
		}
		again := must(d.Solve(ctx, other, got.Input))(t)
		if diff := cmp.Diff(got.Result, again); diff != "" {
			t.Errorf("solved again it is another division:\n%s", diff)
		}
		var approval *vendors.ApprovalError
		if _, err := d.Approve(ctx, author, a.ID, a.Version); !errors.As(err, &approval) {
			t.Errorf("the author approves: %v", err)
		}
		must(d.Approve(ctx, other, a.ID, a.Version))(t)
		if _, err := d.Approve(ctx, other, a.ID, a.Version+1); !errors.As(err, &approval) {
			t.Errorf("approved twice: %v", err)
		}
		sum := 0.0
		for _, p := range must(d.Programmes.List(ctx, other, vendors.ProgrammeQuery{}))(t) {
			if len(p.Shares) != 1 || p.Shares[0].AllocationID != a.ID {
				t.Fatalf("%s has shares %+v", p.Code, p.Shares)
			}
			sum += p.Shares[0].Share
		}
		if math.Abs(sum-1) > 1e-9 {
			t.Errorf("shares add up to %v", sum)
		}
		next := must(d.Fill(ctx, author, day("2026-05-01"), day("2026-05-31"), []int64{d.calls.ID}))(t)
		for _, o := range next.Queues[0].Offers {
			if o.Previous == nil || o.StepUp != 0.05 {
				t.Errorf("%s of the next month: previous %v, step %v", o.Name, o.Previous, o.StepUp)
			}
		}
	})
}

func TestLimitsThatCannotBeKeptTogetherAreNamed(t *testing.T) {
	eachDivision(t, func(t *testing.T, d *division) {
		in := d.filled(t)
		for i := range in.Queues[0].Offers {
			in.Queues[0].Offers[i].MaxShare = 0.3
		}
		result := must(d.Solve(t.Context(), as(t, 5), in))(t)
		if f := result.Infeasible; f == nil || !slices.ContainsFunc(f.Culprits, func(c allocate.Culprit) bool { return c.Limit == allocate.MaxShare }) || math.Abs(f.Short-1000) > 1e-6 {
			t.Errorf("got %+v, want the largest shares named, 1000 contacts short", result.Infeasible)
		}
		if _, err := d.Save(t.Context(), as(t, 5), in); !slices.Equal(fieldsOf(t, err), []string{"queues"}) {
			t.Errorf("saved: %v", err)
		}
		in.Method, in.Name, in.Queues[0].Offers[0].Good = "guess", "", 0
		if _, err := d.Solve(t.Context(), as(t, 5), in); !slices.Equal(fieldsOf(t, err), []string{"name", "method", "queues[0].offers[0].good"}) {
			t.Errorf("refused: %v", err)
		}
	})
}

func TestDivisionByChanceIsTheSameForOneSeed(t *testing.T) {
	eachDivision(t, func(t *testing.T, d *division) {
		in := d.filled(t)
		in.Method, in.Seed, in.Failure = vendors.Thompson, 7, 20
		one, two := must(d.Solve(t.Context(), as(t, 5), in))(t), must(d.Solve(t.Context(), as(t, 5), in))(t)
		if diff := cmp.Diff(one, two); diff != "" {
			t.Errorf("one seed, two divisions:\n%s", diff)
		}
		sum := 0.0
		for _, o := range one.Queues[0].Offers {
			sum += o.Contacts
		}
		if math.Abs(sum-10_000) > 1e-6 || !(one.Queues[0].HHI > 1.0/3) {
			t.Errorf("%v contacts, concentration %v", sum, one.Queues[0].HHI)
		}
	})
}

func TestNoVendorSeesHowVolumeIsDivided(t *testing.T) {
	eachDivision(t, func(t *testing.T, d *division) {
		ctx, kestrel := t.Context(), d.coordinator(t, "KESTREL")
		in := d.filled(t)
		a := must(d.Save(ctx, as(t, 5), in))(t)
		for name, call := range map[string]func() error{
			"get":     func() error { _, err := d.Allocations.Get(ctx, kestrel, a.ID); return err },
			"solve":   func() error { _, err := d.Solve(ctx, kestrel, in); return err },
			"save":    func() error { _, err := d.Save(ctx, kestrel, in); return err },
			"approve": func() error { _, err := d.Approve(ctx, kestrel, a.ID, a.Version); return err },
			"fill":    func() error { _, err := d.Fill(ctx, kestrel, in.From, in.To, nil); return err },
		} {
			if err := call(); !errors.Is(err, database.ErrNotFound) {
				t.Errorf("%s: %v, want not found", name, err)
			}
		}
		if list := must(d.Allocations.List(ctx, kestrel, 0, 9))(t); len(list) != 0 {
			t.Errorf("Kestrel lists %d allocations", len(list))
		}
	})
}
