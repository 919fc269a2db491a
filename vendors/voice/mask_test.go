package voice_test

import (
	"strings"
	"testing"
	"unicode"

	"pgregory.net/rapid"

	"github.com/muster-wfm/muster/vendors/voice"
)

func TestWhatNamesAPersonIsTakenOut(t *testing.T) {
	for _, row := range []struct{ text, want string }{
		{"Write to ann.ash+shop@mail.example.com please", "Write to [mail] please"},
		{"我的邮箱是ann@example.com，请回复", "我的邮箱是[mail]，请回复"},
		{"call +44 20 7946 0958 after six", "call [number] after six"},
		{"电话13812345678没人接", "电话[number]没人接"},
		{"card 4111 1111 1111 1111 was charged twice", "card [card] was charged twice"},
		{"card 4111 1111 1111 1112 was charged twice", "card [number] was charged twice"},
		{"１３８１２３４５６７８", "[number]"},
		{"order 12345, 3 items, 25.50 paid", "order 12345, 3 items, 25.50 paid"},
		{"@ home, a @ b", "@ home, a @ b"},
		{"", ""},
	} {
		if got := voice.Mask(row.text); got != row.want {
			t.Errorf("%q: got %q, want %q", row.text, got, row.want)
		}
	}
}

func TestNoLongNumberAndNoAddressIsLeft(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.StringOfN(rapid.RuneFrom([]rune("0123456789 -.()/+@ab单号")), 0, 60, -1).Draw(t, "text")
		got := voice.Mask(text)
		if again := voice.Mask(got); again != got {
			t.Fatalf("%q: masked %q, masked again %q", text, got, again)
		}
		run := 0
		for _, r := range got {
			if !unicode.IsDigit(r) {
				run = 0
				continue
			}
			if run++; run >= 7 {
				t.Fatalf("%q: %q keeps a long number", text, got)
			}
		}
		if strings.Contains(got, "a@a") || strings.Contains(got, "b@b") {
			t.Fatalf("%q: %q keeps an address", text, got)
		}
	})
}
