package vendors_test

import (
	"errors"
	"testing"

	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/vendors"
	"github.com/muster-wfm/muster/vendors/voice"
	"github.com/muster-wfm/muster/workforce/grid"
)

// 001-25, 004-10, 000-16, 001-21, 000-18: work is priced, customers are counted once by what
// became of them, and what is assumed stands beside what is measured and is absent where
// nobody assumed anything.
func TestTheValueOfContactsTellsMeasuredFromAssumed(t *testing.T) {
	eachHeard(t, func(t *testing.T, h *heard) {
		h.take(t, vendors.HeardOrder{}, plainHead,
			`V1,2026-02-20 10:00,Charged twice,KESTREL-1,账单,solved,2026-02-20 11:00,c1,1800,good`, // solved at once
			`V2,2026-02-20 10:00,Charged twice,KESTREL-1,账单,solved,2026-02-20 11:00,c2,1800,`,     // only at the second time
			`V3,2026-02-21 10:00,Charged twice again,KESTREL-1,账单,solved,2026-02-21 11:00,c2,1800,`,
			`V4,2026-02-20 10:00,Charged twice,KESTREL-1,账单,solved,2026-02-20 11:00,c3,900,bad`, // solved once, open now
			`V5,2026-02-21 10:00,Charged twice,KESTREL-1,账单,open,,c3,900,`,
			`V6,2026-02-21 10:00,Charged twice,KESTREL-1,账单,open,,,0,`, // two whom nobody knows
			`V7,2026-02-21 10:00,Charged twice,KESTREL-1,账单,open,,,0,`,
			`V8,2026-02-21 10:00,Nothing told,KESTREL-1,账单,,,c4,0,`, // no outcome known
		)
		q := vendors.VoiceQuery{From: grid.MustDate("2026-02-16"), To: grid.MustDate("2026-02-22")}
		bare := must(h.voice.Value(t.Context(), h.scope, q))(t)
		if want := (vendors.VoiceCase{Cases: 5, Solved: 2, Recovered: 1, Unsolved: 3}); bare.Outcomes != want {
			t.Fatalf("outcomes %+v, want %+v", bare.Outcomes, want)
		}
		if bare.CostMinor != -1 || bare.Worth != nil || bare.Kept != (voice.Amount{}) || bare.Good != 1 || bare.Rated != 2 {
			t.Errorf("before anybody said what an hour costs: %+v", bare)
		}
		worth := &voice.Worth{ValueMinor: 60_000, Solved: voice.Span{Low: 0.05, Likely: 0.1, High: 0.15}, Unsolved: voice.Span{Low: 0.2, Likely: 0.3, High: 0.4}, Source: "a guess", Grade: "D"}
		must(h.voice.SetTerms(t.Context(), h.scope, vendors.VoiceTerms{Currency: "CNY", HourMinor: 6000, Clocks: vendors.UsualClocks(), Worth: worth}))(t)
		v := must(h.voice.Value(t.Context(), h.scope, q))(t)
		if v.CostMinor != 12_000 || v.PreventableMinor != 12_000 {
			t.Errorf("two hours at 60.00 cost %d, of it preventable %d; want 12000 twice: the reason is a defect", v.CostMinor, v.PreventableMinor)
		}
		if v.Kept.Likely != 24_000 || v.Recovered.Likely != 12_000 || v.AtRisk != (voice.Amount{Low: 9_000, Likely: 36_000, High: 63_000}) {
			t.Errorf("kept %+v, recovered %+v, at risk %+v; want 240, 120, and 360 from 90 to 630", v.Kept, v.Recovered, v.AtRisk)
		}
		top := v.Reasons[0]
		if top.Reason.ID != h.billing.ID || top.Outcomes != v.Outcomes || top.AtRisk != v.AtRisk || !(top.Low < 0.4 && top.High > 0.4) {
			t.Errorf("the reason above has %+v, want all of it, and an interval around 0.4", top)
		}
		other := must(h.voice.Value(t.Context(), h.scope, vendors.VoiceQuery{From: q.From, To: q.To, ProgrammeID: h.lotus.ID}))(t)
		if other.Outcomes.Cases != 0 || other.AtRisk.Likely != 0 {
			t.Errorf("another programme has %+v, want nothing", other.Outcomes)
		}
		var denied *auth.DeniedError
		if _, err := h.voice.Value(t.Context(), h.coordinator(t, "KESTREL"), q); !errors.As(err, &denied) {
			t.Errorf("a coordinator: %v, want it denied", err)
		}
	})
}
