package vendors_test

import (
	"errors"
	"slices"
	"testing"

	"github.com/muster-wfm/muster/vendors"
	"github.com/muster-wfm/muster/vendors/voice"
	"github.com/muster-wfm/muster/workforce"
)

// 003-21: a reason has one department that answers for it; what is wrong is refused
// whole, by field.
func TestAReasonHasOneDepartmentThatAnswersForIt(t *testing.T) {
	eachHeard(t, func(t *testing.T, h *heard) {
		terms := func(reasons ...[]int64) vendors.VoiceTerms {
			out := vendors.VoiceTerms{Clocks: vendors.UsualClocks()}
			for i, ids := range reasons {
				out.Departments = append(out.Departments, vendors.Department{Name: []string{"Payments", "Logistics"}[i], Reasons: ids})
			}
			return out
		}
		for name, c := range map[string]struct {
			terms vendors.VoiceTerms
			field string
		}{
			"a reason that is none": {terms([]int64{h.billing.ID, 9999}), "departments[0].reasons[1]"},
			"two that answer":       {terms([]int64{h.billing.ID}, []int64{h.billing.ID}), "departments[1].reasons[0]"},
		} {
			_, err := h.voice.SetTerms(t.Context(), h.scope, c.terms)
			var found *workforce.InvalidError
			if !errors.As(err, &found) || len(found.Fields) != 1 || found.Fields[0].Field != c.field {
				t.Errorf("%s: %v, want one finding at %s", name, err, c.field)
			}
		}
		if kept := must(h.voice.Terms(t.Context(), h.scope))(t); kept.Version != 0 {
			t.Errorf("refused terms left version %d", kept.Version)
		}
		must(h.voice.SetTerms(t.Context(), h.scope, terms(nil, []int64{h.billing.ID})))(t)
		if kept := must(h.voice.Terms(t.Context(), h.scope))(t); !slices.Equal(kept.Departments[1].Reasons, []int64{h.billing.ID}) {
			t.Errorf("kept %+v, want Logistics to answer for billing", kept.Departments)
		}
	})
}

// 002-10: a reason takes of a topic's words those that one chose, and no others.
func TestAReasonLearnsTheWordsThatWereChosen(t *testing.T) {
	eachHeard(t, func(t *testing.T, h *heard) {
		h.take(t, vendors.HeardOrder{}, append([]string{plainHead}, spread("A", "the parcel never arrived", "KESTREL-1", "", "2026-02-23", 6, 3)...)...)
		r := must(h.voice.OrderRun(t.Context(), h.scope, vendors.VoiceRun{From: day("2026-02-23"), To: day("2026-03-01"), Seed: 3}))(t)
		must(h.voice.Cluster(t.Context(), h.scope, r.ID))(t)
		_, topics, err := h.voice.Run(t.Context(), h.scope, r.ID)
		if err != nil || len(topics) != 1 || len(topics[0].Terms) < 2 {
			t.Fatalf("topics %+v, %v", topics, err)
		}
		order := vendors.TopicReason{New: vendors.VoiceReason{Code: "LOST", Name: "Lost", Driver: voice.Expectation}, Learn: true, Words: []string{"wallet"}}
		var found *workforce.InvalidError
		if _, _, err := h.voice.FileTopic(t.Context(), h.scope, topics[0].ID, order); !errors.As(err, &found) || found.Fields[0].Field != "words[0]" {
			t.Errorf("a word that the topic has not: %v, want a finding at words[0]", err)
		}
		order.Words = topics[0].Terms[1:2]
		filed, n, err := h.voice.FileTopic(t.Context(), h.scope, topics[0].ID, order)
		if err != nil || n != 18 {
			t.Fatalf("filed %d, %v", n, err)
		}
		if reason := must(h.voice.Reason(t.Context(), h.scope, filed.ReasonID))(t); !slices.Equal(reason.Words, topics[0].Terms[1:2]) {
			t.Errorf("the reason learned %v, want %v", reason.Words, topics[0].Terms[1:2])
		}
	})
}
