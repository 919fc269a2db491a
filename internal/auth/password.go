package auth

import (
	"context"
	_ "embed"
	"fmt"
	"runtime"
	"strings"
	"unicode/utf8"

	"github.com/alexedwards/argon2id"
)

// Lengths of a password in characters. There are no rules about its composition
// and none about changing it: both make people choose worse ones (OWASP ASVS 5,
// V6.2).
const (
	minPassword = 12
	maxPassword = 128
)

//go:embed common_passwords.txt
var commonPasswords string

// common holds the passwords that guessers try first, of at least minPassword
// characters, in lower case.
var common = func() map[string]bool {
	known := map[string]bool{}
	for line := range strings.Lines(commonPasswords) {
		known[strings.TrimSpace(line)] = true
	}
	return known
}()

// checkPassword refuses passwords that are easily guessed. Every character counts
// as typed; only the comparison with the list ignores case.
func checkPassword(password string, user User) error {
	length := utf8.RuneCountInString(password)
	refuse := func(want string) error { return FieldErrors{{Field: "password", Want: want}} }
	switch lower := strings.ToLower(password); {
	case length < minPassword || length > maxPassword:
		return refuse(fmt.Sprintf("%d to %d characters, found %d", minPassword, maxPassword, length))
	case !utf8.ValidString(password):
		return refuse("text")
	case common[lower] || repeats(lower) || runs(lower):
		return refuse("a password that is not among the commonly used ones")
	case namesUser(lower, user):
		return refuse("a password that is more than the own name or address")
	}
	return nil
}

// repeats reports whether a password is one piece of up to four characters over
// and over.
func repeats(password string) bool {
	letters := []rune(password)
	for period := 1; period <= 4; period++ {
		same := true
		for i := period; i < len(letters) && same; i++ {
			same = letters[i] == letters[i-period]
		}
		if same {
			return true
		}
	}
	return false
}

// keyboardRuns are rows of keys and alphabets; a password cut from one of them,
// forwards or backwards, is no secret.
var keyboardRuns = []string{
	"01234567890123456789012345678901234567890", "abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyz",
	"qwertyuiopasdfghjklzxcvbnm", "1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik,9ol.0p;/", "azertyuiopqsdfghjklmwxcvbn",
}

func runs(password string) bool {
	for _, run := range keyboardRuns {
		if strings.Contains(run, password) || strings.Contains(run, reverse(password)) {
			return true
		}
	}
	return false
}

func reverse(text string) string {
	letters := []rune(text)
	for i, j := 0, len(letters)-1; i < j; i, j = i+1, j-1 {
		letters[i], letters[j] = letters[j], letters[i]
	}
	return string(letters)
}

// namesUser reports whether hardly more than the user's own words are left of a
// password.
func namesUser(password string, user User) bool {
	words := append(strings.Fields(strings.ToLower(user.Name)), "muster")
	local, domain, _ := strings.Cut(user.Email, "@")
	words = append(words, local)
	words = append(words, strings.Split(domain, ".")...)
	rest := password
	for _, word := range words {
		if utf8.RuneCountInString(word) >= 3 {
			rest = strings.ReplaceAll(rest, word, "")
		}
	}
	return utf8.RuneCountInString(rest) < minPassword/2 && rest != password
}

// argonSettings are OWASP's for argon2id: 19 MiB, two passes, one lane. More lanes
// would only let one sign-in take more of the server.
var argonSettings = &argon2id.Params{Memory: 19 * 1024, Iterations: 2, Parallelism: 1, SaltLength: 16, KeyLength: 32}

// hasher computes password hashes, few at a time: each takes 19 MiB.
type hasher struct {
	turns chan struct{}
	// dummy is compared with when there is no such user, so that the answer takes
	// as long as for a wrong password.
	dummy string
}

func newHasher() (*hasher, error) {
	dummy, err := argon2id.CreateHash("nobody has this password", argonSettings)
	return &hasher{turns: make(chan struct{}, max(2, runtime.NumCPU())), dummy: dummy}, err
}

func (h *hasher) turn(ctx context.Context, fn func() error) error {
	select {
	case h.turns <- struct{}{}:
		defer func() { <-h.turns }()
		return fn()
	case <-ctx.Done():
		return ctx.Err()
	}
}

func (h *hasher) hash(ctx context.Context, password string) (hash string, err error) {
	err = h.turn(ctx, func() (err error) {
		hash, err = argon2id.CreateHash(password, argonSettings)
		return err
	})
	return hash, err
}

// matches compares a password with a hash, "" meaning that there is no user.
// renew is true when the hash was made with other settings than today's.
func (h *hasher) matches(ctx context.Context, password, hash string) (match, renew bool, err error) {
	against := hash
	if hash == "" {
		against = h.dummy
	}
	err = h.turn(ctx, func() error {
		matched, settings, err := argon2id.CheckHash(password, against)
		match = matched && hash != ""
		renew = match && *settings != *argonSettings
		return err
	})
	return match, renew, err
}
