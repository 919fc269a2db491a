package auth

import (
	"context"
	"errors"
	"strings"
	"testing"

	"github.com/alexedwards/argon2id"
	"pgregory.net/rapid"
)

var ana = User{Name: "Ana Barbosa", Email: "ana.barbosa@brightline.example"}

func TestPasswordPolicy(t *testing.T) {
	for _, test := range []struct {
		name, password string
		ok             bool
	}{
		{"a phrase", "late shifts bring quiet queues", true},
		{"twelve characters", "vT9#kq2Lm!xZ", true},
		{"only lower case is allowed", "wintergreenladder", true},
		{"characters count, not bytes", "早班午班晚班夜班轮班休", false},
		{"twelve Chinese characters", "早班午班晚班夜班轮班休息", true},
		{"128 characters", strings.Repeat("kestrel-", 15) + "overhead", true},
		{"blanks at the ends count", " eleven char", true},
		{"eleven characters", "vT9#kq2Lm!x", false},
		{"129 characters", strings.Repeat("kestrel-", 16) + "x", false},
		{"empty", "", false},
		{"common", "password1234", false},
		{"common in capitals", "PassWord1234", false},
		{"one letter", "aaaaaaaaaaaaaaaa", false},
		{"one piece over and over", "abcdabcdabcdabcd", false},
		{"a row of keys", "qwertyuiopasdf", false},
		{"an alphabet backwards", "ponmlkjihgfedcb", false},
		{"digits in order", "345678901234", false},
		{"own name and a year", "anabarbosa2027", false},
		{"own address", "ana.barbosa@brightline", false},
		{"own name within more", "barbosa rides nine horses", true},
		{"the product's name", "mustermuster1", false},
		{"not text", "vT9#kq2Lm!x\xff\xfe", false},
	} {
		t.Run(test.name, func(t *testing.T) {
			err := checkPassword(test.password, ana)
			if (err == nil) != test.ok {
				t.Errorf("checkPassword(%q): got %v, want ok %v", test.password, err, test.ok)
			}
			var fields FieldErrors
			if err != nil && (!errors.As(err, &fields) || fields[0].Field != "password") {
				t.Errorf("checkPassword(%q): got %T, want FieldErrors about the password", test.password, err)
			}
			if err != nil && test.password != "" && strings.Contains(err.Error(), test.password) {
				t.Errorf("the error %q repeats the password", err)
			}
		})
	}
}

func TestCommonPasswordsAreLongEnoughToMatter(t *testing.T) {
	if len(common) < 300 {
		t.Errorf("list of common passwords: got %d, want at least 300", len(common))
	}
	for word := range common {
		if len([]rune(word)) < minPassword || word != strings.ToLower(word) {
			t.Errorf("common password %q: want at least %d characters in lower case", word, minPassword)
		}
	}
}

func TestRepeatsFindsEveryPeriod(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		piece := rapid.StringMatching(`[a-z0-9]{1,4}`).Draw(t, "piece")
		times := rapid.IntRange(4, 20).Draw(t, "times")
		if password := strings.Repeat(piece, times); !repeats(password) {
			t.Fatalf("repeats(%q): got false, want true", password)
		}
	})
}

func TestHashMatchesOnlyItsPassword(t *testing.T) {
	h, err := newHasher()
	if err != nil {
		t.Fatal(err)
	}
	ctx := context.Background()
	hash, err := h.hash(ctx, "late shifts bring quiet queues")
	if err != nil {
		t.Fatal(err)
	}
	if !strings.HasPrefix(hash, "$argon2id$v=19$m=19456,t=2,p=1$") {
		t.Errorf("hash: got %q, want argon2id with 19 MiB, 2 passes, 1 lane", hash)
	}
	weaker, err := argon2id.CreateHash("late shifts bring quiet queues", &argon2id.Params{Memory: 8 * 1024, Iterations: 1, Parallelism: 1, SaltLength: 16, KeyLength: 32})
	if err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct {
		name, password, hash string
		match, renew         bool
	}{
		{"right", "late shifts bring quiet queues", hash, true, false},
		{"wrong", "late shifts bring quiet queue", hash, false, false},
		{"blank at the end", "late shifts bring quiet queues ", hash, false, false},
		{"no such user", "late shifts bring quiet queues", "", false, false},
		{"the dummy's own password", "nobody has this password", "", false, false},
		{"made with older settings", "late shifts bring quiet queues", weaker, true, true},
		{"wrong for older settings", "something else altogether", weaker, false, false},
	} {
		match, renew, err := h.matches(ctx, test.password, test.hash)
		if err != nil || match != test.match || renew != test.renew {
			t.Errorf("%s: got match %v, renew %v, error %v; want %v, %v", test.name, match, renew, err, test.match, test.renew)
		}
	}
}

func TestHashingWaitsForItsTurn(t *testing.T) {
	h := &hasher{turns: make(chan struct{}, 1)}
	h.turns <- struct{}{} // somebody else's turn
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := h.hash(ctx, "late shifts bring quiet queues"); !errors.Is(err, context.Canceled) {
		t.Errorf("hash while all turns are taken: got %v, want %v", err, context.Canceled)
	}
}
