package allocate_test

import (
	"encoding/json"
	"math"
	"os"
	"path/filepath"
	"testing"

	"github.com/muster-wfm/muster/vendors/allocate"
)

// reference is the worked case of four vendors, and its solutions.
type reference struct {
	Data struct {
		UnitCost []float64 `json:"unit_cost"`
		Quality  []float64
		V        float64
		ShareMin []float64 `json:"share_min"`
		ShareMax []float64 `json:"share_max"`
		Cap      []float64
		Locked   []float64
		Band     float64
	}
	Solutions map[string]struct {
		X           []float64
		Cost        float64
		Quality     float64
		DualQuality float64 `json:"dual_quality"`
		DualVolume  float64 `json:"dual_volume"`
	}
}

func read(t *testing.T, file, part string) reference {
	t.Helper()
	shared := os.Getenv("MUSTER_SHARED")
	if shared == "" {
		shared = "../../../shared"
	}
	raw, err := os.ReadFile(filepath.Join(shared, "oracle/vendors", file))
	if err != nil {
		t.Skipf("reference values are not there: %v", err)
	}
	var parts, fields map[string]json.RawMessage
	if err := json.Unmarshal(raw, &parts); err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(parts[part], &fields); err != nil {
		t.Fatal(err)
	}
	var out reference
	if err := json.Unmarshal(fields["data"], &out.Data); err != nil {
		t.Fatal(err)
	}
	delete(fields, "data")
	raw, _ = json.Marshal(fields)
	if err := json.Unmarshal(raw, &out.Solutions); err != nil {
		t.Fatal(err)
	}
	return out
}

// problem is the reference's data, with the lock or free of it.
func (r reference) problem(locked bool, floor float64) *allocate.Problem {
	p := &allocate.Problem{Band: r.Data.Band, Skills: []allocate.Skill{{Name: "voice", Volume: r.Data.V, Floor: floor}}}
	for i, cost := range r.Data.UnitCost {
		p.Vendors = append(p.Vendors, allocate.Vendor{Name: string(rune('A' + i))})
		o := allocate.Offer{
			Vendor: i, Cost: cost, Quality: r.Data.Quality[i], Cautious: r.Data.Quality[i],
			MinShare: r.Data.ShareMin[i], MaxShare: r.Data.ShareMax[i], Capacity: r.Data.Cap[i],
		}
		if locked {
			o.Lock = &r.Data.Locked[i]
		}
		p.Skills[0].Offers = append(p.Skills[0].Offers, o)
	}
	return p
}

func TestTheWorkedCase(t *testing.T) {
	for file, part := range map[string]string{"GOLDEN_contract_and_misc.json": "lp", "sims.json": "D_lp"} {
		ref := read(t, file, part)
		for name, c := range map[string]struct {
			locked bool
			floor  float64
		}{"locked_q>=.86": {true, 0.86}, "locked_q>=.865": {true, 0.865}, "free_q>=.86": {false, 0.86}, "free_q>=.88": {false, 0.88}} {
			want := ref.Solutions[name]
			got, err := allocate.Solve(ref.problem(c.locked, c.floor))
			if err != nil {
				t.Errorf("%s: %v", name, err)
				continue
			}
			d := got.Skills[0]
			for i, x := range want.X {
				near(t, name+" contacts of "+d.Offers[i].Vendor, d.Offers[i].Contacts, x, 5e-5)
			}
			near(t, name+" cost", got.Cost, want.Cost, 5e-5)
			near(t, name+" quality", d.Quality, want.Quality, 5e-9)
			// The reference's floor is written as −Σqx ≤ −QV, so its price is negative.
			near(t, name+" price of the floor", d.Floor, -want.DualQuality, 5e-7)
			// Where the floor does not bind, every volume between two prices is one.
			near(t, name+" price of volume", d.Volume, want.DualVolume, 5e-7)
		}
	}
}

func near(t *testing.T, what string, got, want, within float64) {
	t.Helper()
	if !(math.Abs(got-want) <= within) {
		t.Errorf("%s: got %v, want %v", what, got, want)
	}
}
