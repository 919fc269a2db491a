package store

import (
	"encoding/json"
	"math"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"

	"github.com/muster-wfm/muster/forecast"
	"github.com/muster-wfm/muster/forecast/model"
	"github.com/muster-wfm/muster/workforce/grid"
)

func TestNumbersOfAnyKindComeBackTheSame(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		cell := rapid.OneOf(rapid.Float64(), rapid.SampledFrom([]float64{0, 1, math.NaN(), math.Inf(1), math.Inf(-1), math.MaxFloat64, 5e-324}))
		want := floats(rapid.SliceOfN(cell, 1, 20).Draw(t, "numbers"))
		text, err := json.Marshal(want)
		if err != nil {
			t.Fatal(err)
		}
		var got floats
		if err := json.Unmarshal(text, &got); err != nil {
			t.Fatalf("%s: %v", text, err)
		}
		if diff := cmp.Diff(want, got, cmpopts.EquateNaNs()); diff != "" {
			t.Errorf("%s (-written +read):\n%s", text, diff)
		}
	})
}

func TestACurveThatIsNotKnownStaysUnknown(t *testing.T) {
	for _, text := range []string{"null", "[]", " [] "} {
		var got struct{ F floats }
		if err := json.Unmarshal([]byte(`{"F":`+text+`}`), &got); err != nil || got.F != nil {
			t.Errorf("%s is read as %v, %v; want no curve", text, got.F, err)
		}
	}
	var got floats
	if err := json.Unmarshal([]byte(`[1,"many"]`), &got); err == nil {
		t.Error("a word was read as a number")
	}
}

// doubtful is a run with everything that its documents hold, some of it undefined.
func doubtful() forecast.Run {
	day := grid.MustDate("2026-03-02")
	return forecast.Run{
		State: forecast.RunDone, Zone: "UTC", Minutes: 720, Order: forecast.RunOrder{QueueID: 1, From: day, Days: 1},
		Report: forecast.Report{
			Combination: model.Combination{Members: []string{"a"}, Rule: "single", Score: model.Score{WAPE: math.NaN(), N: 3}},
			Candidates: []model.Candidate{{
				Name: "a", Family: "f", Member: true, Score: model.Score{MASE: math.Inf(1)}, Why: model.Note{Code: model.WhyTaken},
				ByLead: []model.BucketScore{{Bucket: model.Bucket{From: 1, To: 2}, Score: model.Score{WAPE: .1, N: 2}}},
			}},
			Notes:   []model.Note{{Code: model.NoteHistoryEnds, Args: map[string]string{"days": "3"}}},
			Flags:   []model.Flag{{Date: day, To: 2, Reason: model.FlagOutage, Expected: 30}},
			Drivers: []model.DriverUse{{Code: "mail", Used: true, Reason: model.DriverClear, With: math.NaN(), Without: .1, Assumed: 2}},
			Effects: []model.Effect{{Kind: model.EffectDriver, Code: "mail", HandleTime: true, Pct: 4, Lo: 1, Hi: 7, ExpectedPct: math.NaN(), Days: 9, Per: 1000}},
			Plan: model.Plan{Rule: "single", HandleLife: 60, Members: []model.Member{{LevelProfile: &model.LevelProfile{
				HalfLife: 20, ProfileHalfLife: 25, Kappa: 2, Month: true, Horizon: 14,
			}}}},
		},
		Curves: forecast.RunCurves{
			Contacts: []float64{1, 2}, AHTS: []float64{60, 60}, TalkS: []float64{40, 41}, HoldS: []float64{5, 4}, WrapS: []float64{15, 15}, Open: []bool{true, false}, Bands: []model.Band{{Level: .8, Lo: []float64{0, 1}, Hi: []float64{2, 3}}},
			Calibration: &model.Calibration{
				Slots: 2, Gap: 3, Counts: true, Excess: [][]float64{{.1, .2}}, Scores: [][]float64{{1, 2}, nil}, Days: [][]float64{nil}, Weeks: []float64{.1}, Skews: []model.Skew{{Level: .8, Below: 1.1, Above: .9}},
				Errors: []model.ErrorDay{{Date: day, Lead: 2, Forecast: []float64{47.13, 0}, Actual: []float64{45, math.NaN()}}},
			},
		},
	}
}

func TestARunComesBackFromItsDocumentsWhole(t *testing.T) {
	want := doubtful()
	row, err := runFromDomain(1, want)
	if err != nil {
		t.Fatal(err)
	}
	got, err := row.toDomain()
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, got, cmpopts.EquateNaNs(), cmpopts.IgnoreFields(forecast.Run{}, "CreatedAt")); diff != "" {
		t.Errorf("run (-written +read):\n%s", diff)
	}
}

func TestARunFromBeforePlansWereKeptIsStillRead(t *testing.T) {
	row, err := runFromDomain(1, doubtful())
	if err != nil {
		t.Fatal(err)
	}
	if row.Report, err = pack("report", map[string]any{
		"Members": []string{"a"}, "Rule": "single", "Notes": []string{"the history ends early"},
		"Flags": []map[string]any{{"To": 2, "Reason": "run of zeros in open hours"}},
	}); err != nil {
		t.Fatal(err)
	}
	if row.Curves, err = pack("curves", map[string]any{"Contacts": []int{1, 2}, "AHTS": []int{}, "Open": []bool{true, false}}); err != nil {
		t.Fatal(err)
	}
	got, err := row.toDomain()
	if err != nil {
		t.Fatal(err)
	}
	if got.Curves.Calibration != nil || got.Curves.AHTS != nil || len(got.Report.Plan.Members) != 0 || len(got.Curves.Contacts) != 2 {
		t.Errorf("an old run is read as %+v", got)
	}
	if note, reason := got.Report.Notes[0].String(), got.Report.Flags[0].Reason; note != "the history ends early" || reason != model.FlagOutage {
		t.Errorf("an old note is read as %q, an old reason as %q", note, reason)
	}
}
