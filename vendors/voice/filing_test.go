package voice_test

import (
	"testing"

	"github.com/muster-wfm/muster/vendors/voice"
)

func TestATextIsFiledUnderTheReasonWhoseWordsItHas(t *testing.T) {
	f := voice.NewFiling([]voice.Mark{
		{Reason: 1, Words: []string{"charg", "twice", "扣费", "两次"}},
		{Reason: 2, Words: []string{"parcel", "late", "物流"}},
		{Reason: 3, Words: []string{"发票"}},
		{Reason: 4},
	})
	for _, row := range []struct {
		text string
		want int64
	}{
		{"I was charged twice for one order", 1},
		{"Why the charges?", 0}, // one word of four
		{"My parcel is late again", 2},
		{"被扣费两次", 1},
		{"请开发票", 3}, // its only word
		{"charged twice, and the parcel is late", 1},
		{"", 0},
	} {
		if got := f.Reason(row.text); got != row.want {
			t.Errorf("%q: filed under %d, want %d", row.text, got, row.want)
		}
	}
}

// What a topic is named by files its own texts.
func TestTermsOfATopicFileItsTexts(t *testing.T) {
	texts := []string{"The parcel never arrived", "parcel arrived broken", "parcel did not arrive", "refund still missing", "missing refund", "no refund, money missing"}
	for i, topic := range voice.Cluster(texts, voice.Settings{}) {
		f := voice.NewFiling([]voice.Mark{{Reason: 7, Words: topic.Terms}})
		if got := f.Reason(texts[topic.Example]); got != 7 {
			t.Errorf("topic %d, %v: %q is filed under %d, want 7", i, topic.Terms, texts[topic.Example], got)
		}
	}
}
