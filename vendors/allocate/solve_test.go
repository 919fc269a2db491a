package allocate_test

import (
	"errors"
	"math"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/muster-wfm/muster/internal/problem"
	"github.com/muster-wfm/muster/vendors/allocate"
)

func ptr(v float64) *float64 { return &v }

// drawn is any problem of up to three skills and four vendors, feasible or not.
func drawn(rt *rapid.T) *allocate.Problem {
	p := &allocate.Problem{Failure: rapid.Float64Range(0, 20).Draw(rt, "failure"), Band: rapid.Float64Range(0, 0.3).Draw(rt, "band"), Backup: rapid.Bool().Draw(rt, "backup")}
	vendors := rapid.IntRange(1, 4).Draw(rt, "vendors")
	for v := range vendors {
		vendor := allocate.Vendor{Name: string(rune('A' + v))}
		if rapid.Bool().Draw(rt, "hours") {
			vendor.Hours = rapid.Float64Range(100, 2000).Draw(rt, "certified")
		}
		p.Vendors = append(p.Vendors, vendor)
	}
	for i := range rapid.IntRange(1, 3).Draw(rt, "skills") {
		s := allocate.Skill{Name: string(rune('x' + i)), Volume: rapid.Float64Range(10, 10_000).Draw(rt, "volume")}
		if rapid.Bool().Draw(rt, "floored") {
			s.Floor = rapid.Float64Range(0.7, 0.95).Draw(rt, "floor")
		}
		for v := range vendors {
			s.Offers = append(s.Offers, drawnOffer(rt, v, s.Volume))
		}
		p.Skills = append(p.Skills, s)
	}
	return p
}

func drawnOffer(rt *rapid.T, vendor int, volume float64) allocate.Offer {
	o := allocate.Offer{
		Vendor: vendor, Cost: rapid.Float64Range(0, 10).Draw(rt, "cost"), Quality: rapid.Float64Range(0.6, 1).Draw(rt, "quality"),
		MinShare: rapid.Float64Range(0, 0.3).Draw(rt, "min"), MaxShare: rapid.Float64Range(0.4, 1).Draw(rt, "max"),
		Capacity: volume * rapid.Float64Range(0.3, 2).Draw(rt, "capacity"), Hours: rapid.Float64Range(0, 0.3).Draw(rt, "each"),
		Surge: volume * rapid.Float64Range(0, 1).Draw(rt, "surge"), StepUp: 0.3, StepDown: 0.3,
	}
	o.Cautious = o.Quality * rapid.Float64Range(0.8, 1).Draw(rt, "caution")
	if rapid.Bool().Draw(rt, "known") {
		o.Previous = ptr(rapid.Float64Range(0, 0.7).Draw(rt, "previous"))
	}
	return o
}

func TestADivisionKeepsEverything(t *testing.T) {
	divided := 0
	rapid.Check(t, func(rt *rapid.T) {
		p := drawn(rt)
		got, err := allocate.Solve(p)
		var impossible *allocate.InfeasibleError
		if errors.As(err, &impossible) {
			if len(impossible.Culprits) == 0 || !(impossible.Short > 0) {
				rt.Errorf("impossible for no reason: %v", err)
			}
			return
		}
		if err != nil {
			rt.Fatal(err)
		}
		divided++
		used := make([]float64, len(p.Vendors))
		for i, d := range got.Skills {
			s, sum := p.Skills[i], 0.0
			for k, o := range d.Offers {
				sum += o.Contacts
				used[s.Offers[k].Vendor] += o.Contacts * s.Offers[k].Hours
				if o.Contacts < o.Low-1e-6*s.Volume || o.Contacts > o.High+1e-6*s.Volume {
					rt.Errorf("%s gets %v of %s, limits %v to %v", o.Vendor, o.Contacts, d.Skill, o.Low, o.High)
				}
			}
			if math.Abs(sum-s.Volume) > 1e-6*s.Volume {
				rt.Errorf("%s adds up to %v of %v", d.Skill, sum, s.Volume)
			}
			if d.Sure < s.Floor-1e-6 || d.Quality < d.Sure-1e-9 {
				rt.Errorf("%s: quality %v, counted %v, floor %v", d.Skill, d.Quality, d.Sure, s.Floor)
			}
			if p.Backup && !d.Safe {
				rt.Errorf("%s hangs on %s: the others can take %v", d.Skill, d.Offers[d.Largest].Vendor, d.Backup)
			}
		}
		for v, h := range used {
			if most := p.Vendors[v].Hours; most > 0 && h > most*(1+1e-6) {
				rt.Errorf("%s works %v hours of %v", p.Vendors[v].Name, h, most)
			}
		}
	})
	if divided == 0 {
		t.Error("no problem that was drawn could be divided")
	}
}

func TestFillIsTheOptimumWithoutFloorAndHours(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		p := drawn(rt)
		p.Skills = p.Skills[:1]
		p.Skills[0].Floor = 0
		for v := range p.Vendors {
			p.Vendors[v].Hours = 0
		}
		filled, err := allocate.Fill(p, 0)
		solved, err2 := allocate.Solve(p)
		if (err == nil) != (err2 == nil) {
			rt.Fatalf("fill says %v, the programme %v", err, err2)
		}
		if err != nil {
			return
		}
		s, one, other := p.Skills[0], 0.0, 0.0
		price := func(o allocate.Offer, x float64) float64 {
			kept := x
			if o.Previous != nil && o.Cautious < o.Quality {
				kept = min(x, *o.Previous*s.Volume)
			}
			return o.Cost*x + p.Failure*((1-o.Quality)*kept+(1-o.Cautious)*(x-kept))
		}
		for i, o := range s.Offers {
			one += price(o, filled[i])
			other += price(o, solved.Skills[0].Offers[i].Contacts)
		}
		if math.Abs(one-other) > 1e-6*(1+math.Abs(one)) {
			rt.Errorf("filled for %v, solved for %v: %v and %+v", one, other, filled, solved.Skills[0].Offers)
		}
	})
}

func TestPricesSayWhatALittleRoomWouldSave(t *testing.T) {
	ref := read(t, "sims.json", "D_lp")
	base, err := allocate.Solve(ref.problem(true, 0.865))
	if err != nil {
		t.Fatal(err)
	}
	d := base.Skills[0]
	cost := func(change func(*allocate.Problem)) float64 {
		p := ref.problem(true, 0.865)
		change(p)
		r, err := allocate.Solve(p)
		if err != nil {
			t.Fatal(err)
		}
		return r.Cost
	}
	// One more contact, with a floor that grows with it. Its lock does not.
	near(t, "one more contact", cost(func(p *allocate.Problem) { p.Skills[0].Volume++ })-base.Cost, d.Next, 1e-6)
	// One contact more of room at the upper lock of B, which binds.
	b := d.Offers[1]
	if b.Binding != allocate.LockHigh {
		t.Fatalf("B stands on %q, want the upper end of its lock", b.Binding)
	}
	more := cost(func(p *allocate.Problem) { p.Skills[0].Offers[1].Lock = ptr(3500 + 1/1.1) })
	near(t, "room for B", base.Cost-more, b.Price, 1e-6)
	// D stands on the lower end of its lock.
	if e := d.Offers[3]; e.Binding != allocate.LockLow || !(e.Price > 0) {
		t.Errorf("D stands on %q at %v, want the lower end of its lock, at a price", e.Binding, e.Price)
	}
}

func TestWhatAVendorGetsBeyondItsShareCountsCautiously(t *testing.T) {
	offer := func(v int, quality, cautious, previous float64) allocate.Offer {
		return allocate.Offer{Vendor: v, Cost: 1, Quality: quality, Cautious: cautious, MaxShare: 1, Capacity: 1000, Previous: ptr(previous), StepUp: 1, StepDown: 1}
	}
	p := &allocate.Problem{
		Vendors: []allocate.Vendor{{Name: "large"}, {Name: "small and lucky"}}, Failure: 10,
		Skills: []allocate.Skill{{Name: "x", Volume: 1000, Offers: []allocate.Offer{offer(0, 0.90, 0.89, 0.9), offer(1, 0.95, 0.85, 0.1)}}},
	}
	got, err := allocate.Solve(p)
	if err != nil {
		t.Fatal(err)
	}
	near(t, "a lucky month", got.Skills[0].Offers[1].Share, 0.1, 1e-9)
	p.Skills[0].Offers[1].Cautious = 0.93
	if got, err = allocate.Solve(p); err != nil {
		t.Fatal(err)
	}
	near(t, "a sure one", got.Skills[0].Offers[1].Share, 1, 1e-9)
	p.Skills[0].Offers[1].StepUp = 0.05
	if got, err = allocate.Solve(p); err != nil {
		t.Fatal(err)
	}
	near(t, "a sure one, step by step", got.Skills[0].Offers[1].Share, 0.15, 1e-9)
	if b := got.Skills[0].Offers[1].Binding; b != allocate.StepUp {
		t.Errorf("it stands on %q, want the step", b)
	}
}

func TestSharedPeopleLinkSkills(t *testing.T) {
	offer := func(v int, cost float64) allocate.Offer {
		return allocate.Offer{Vendor: v, Cost: cost, Quality: 0.9, Cautious: 0.9, MaxShare: 1, Capacity: 1000, Hours: 0.1}
	}
	p := &allocate.Problem{
		Vendors: []allocate.Vendor{{Name: "A", Hours: 60}, {Name: "B"}},
		Skills: []allocate.Skill{
			{Name: "x", Volume: 500, Offers: []allocate.Offer{offer(0, 1), offer(1, 3)}},
			{Name: "y", Volume: 500, Offers: []allocate.Offer{offer(0, 1), offer(1, 2)}},
		},
	}
	got, err := allocate.Solve(p)
	if err != nil {
		t.Fatal(err)
	}
	// A saves 2 a contact in x and 1 in y: x is done first, and 100 contacts of y.
	near(t, "A in x", got.Skills[0].Offers[0].Contacts, 500, 1e-6)
	near(t, "A in y", got.Skills[1].Offers[0].Contacts, 100, 1e-6)
	if len(got.Hours) != 1 || got.Hours[0].Vendor != "A" {
		t.Fatalf("hours %+v, want those of A", got.Hours)
	}
	near(t, "hours used", got.Hours[0].Used, 60, 1e-6)
	near(t, "an hour more of A", got.Hours[0].Price, 10, 1e-6)
}

func TestTheWorkDoesNotHangOnOneTree(t *testing.T) { // 004-17
	offer := func(v int, cost, surge float64) allocate.Offer {
		return allocate.Offer{Vendor: v, Cost: cost, Quality: 0.9, Cautious: 0.9, MaxShare: 1, Capacity: 1000, Surge: surge}
	}
	p := &allocate.Problem{
		Vendors: []allocate.Vendor{{Name: "A"}, {Name: "B"}, {Name: "C"}},
		Skills:  []allocate.Skill{{Name: "x", Volume: 1000, Offers: []allocate.Offer{offer(0, 1, 100), offer(1, 2, 300), offer(2, 3, 300)}}},
	}
	loose, err := allocate.Solve(p)
	if err != nil {
		t.Fatal(err)
	}
	if d := loose.Skills[0]; d.HHI != 1 || d.Safe || d.Backup != 600 {
		t.Errorf("all at the cheapest: HHI %v, safe %t, backup %v; want 1, false, 600", d.HHI, d.Safe, d.Backup)
	}
	p.Backup = true
	safe, err := allocate.Solve(p)
	if err != nil {
		t.Fatal(err)
	}
	near(t, "A, backed up", safe.Skills[0].Offers[0].Contacts, 600, 1e-6)
	if d := safe.Skills[0]; !d.Safe || d.Offers[0].Binding != allocate.Backup {
		t.Errorf("backed up: safe %t, A stands on %q", d.Safe, d.Offers[0].Binding)
	}
	p.Backup, p.MostHHI = false, 0.40
	even, err := allocate.Solve(p)
	if err != nil {
		t.Fatal(err)
	}
	if h := even.Skills[0].HHI; h > 0.40 || h < 0.39 {
		t.Errorf("at most 0.40: HHI %v", h)
	}
	p.MostHHI = 0.3 // three vendors cannot be more even than a third
	var impossible *allocate.InfeasibleError
	if _, err = allocate.Solve(p); !errors.As(err, &impossible) || impossible.Culprits[0].Limit != allocate.Evenness {
		t.Errorf("more even than possible: %v, want the concentration named", err)
	}
}

func TestWhatCannotBeDividedIsNamed(t *testing.T) {
	ref := read(t, "sims.json", "D_lp")
	for name, c := range map[string]struct {
		change func(*allocate.Problem)
		want   []allocate.Limit
	}{
		"floors that add up to more than all": {func(p *allocate.Problem) {
			for i := range p.Skills[0].Offers {
				p.Skills[0].Offers[i].Lock, p.Skills[0].Offers[i].MinShare, p.Skills[0].Offers[i].MaxShare = nil, 0.3, 1
				p.Skills[0].Offers[i].Capacity = 9000
			}
		}, []allocate.Limit{allocate.MinShare, allocate.MinShare, allocate.MinShare, allocate.MinShare, allocate.Volume}},
		"capacities that add up to less": {func(p *allocate.Problem) { p.Skills[0].Volume, p.Band = 20_000, 1 },
			[]allocate.Limit{allocate.Capacity, allocate.Capacity, allocate.Capacity, allocate.Capacity, allocate.Volume}},
		"a lock beyond the capacity": {func(p *allocate.Problem) { p.Skills[0].Offers[0].Capacity = 2600 }, []allocate.Limit{allocate.LockLow, allocate.Capacity}},
		"a share below a lock":       {func(p *allocate.Problem) { p.Skills[0].Offers[0].MinShare = 0.4 }, []allocate.Limit{allocate.MinShare, allocate.LockHigh}},
		"a quality nobody has":       {func(p *allocate.Problem) { p.Skills[0].Floor = 0.99 }, []allocate.Limit{allocate.Floor, allocate.LockHigh, allocate.LockHigh}},
		"people who are not there": {func(p *allocate.Problem) {
			for i := range p.Skills[0].Offers {
				p.Skills[0].Offers[i].Hours = 0.1
			}
			p.Vendors[0].Hours = 200
		}, []allocate.Limit{allocate.Hours}},
	} {
		p := ref.problem(true, 0.86)
		c.change(p)
		_, err := allocate.Solve(p)
		var impossible *allocate.InfeasibleError
		if !errors.As(err, &impossible) {
			t.Errorf("%s: %v, want an InfeasibleError", name, err)
			continue
		}
		var got []allocate.Limit
		for _, culprit := range impossible.Culprits {
			got = append(got, culprit.Limit)
		}
		if diff := cmp.Diff(c.want, got); diff != "" || !(impossible.Short > 0) {
			t.Errorf("%s, %v: %s", name, err, diff)
		}
	}
}

func TestABadProblemIsRefusedWithEveryFault(t *testing.T) {
	p := &allocate.Problem{
		Failure: -1, Band: math.NaN(), MostHHI: 2, Vendors: []allocate.Vendor{{}, {Name: "A", Hours: -1}},
		Skills: []allocate.Skill{{Volume: 0, Floor: 2}, {Volume: 1, Offers: []allocate.Offer{
			{Vendor: 7, Cost: -1, Quality: 0.5, Cautious: 0.6, Hours: -1, MinShare: -1, MaxShare: 2, Capacity: -1, Surge: -1, StepUp: -1, StepDown: -1, Lock: ptr(-1), Previous: ptr(2)},
		}}},
	}
	var list problem.List
	if _, err := allocate.Solve(p); !errors.As(err, &list) {
		t.Fatalf("got %v, want a list", err)
	}
	var got []string
	for _, f := range list {
		got = append(got, f.Field)
	}
	want := []string{
		"failure", "band", "mostHHI", "vendors[0].name", "vendors[1].hours", "skills[0].volume", "skills[0].floor", "skills[0].offers",
		"skills[1].offers[0].vendor", "skills[1].offers[0].cost", "skills[1].offers[0].cautious", "skills[1].offers[0].hours",
		"skills[1].offers[0].minShare", "skills[1].offers[0].maxShare", "skills[1].offers[0].capacity", "skills[1].offers[0].surge",
		"skills[1].offers[0].lock", "skills[1].offers[0].previous", "skills[1].offers[0].stepUp", "skills[1].offers[0].stepDown",
	}
	slices.Sort(got)
	slices.Sort(want)
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}
