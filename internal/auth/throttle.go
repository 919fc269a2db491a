package auth

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"time"
)

// Failure is what is known of failed sign-ins by one way of trying.
type Failure struct {
	Count        int64
	Last         time.Time
	BlockedUntil time.Time // zero when not blocked
}

// ThrottledError says that there were too many failed sign-ins. It blocks one
// address for one account (or an address altogether), never an account: nobody
// can lock another out.
type ThrottledError struct{ RetryAfter time.Duration }

func (e *ThrottledError) Error() string {
	return fmt.Sprintf("too many failed sign-ins; try again in %v", e.RetryAfter.Round(time.Second))
}

// Free tries, the longest wait, and after how long without a failure everything is
// forgotten.
const (
	freeTriesAccount = 5  // of one account from one address
	freeTriesAddress = 50 // of any accounts from one address: an office shares one
	longestWait      = 15 * time.Minute
	forgetAfter      = time.Hour
)

// reserve counts a try before its password is looked at, so that many at once do
// not slip through, and refuses it when it comes too early. success takes it back.
func (s *Service) reserve(ctx context.Context, scope Scope, email, address string) error {
	return s.tx.InTx(ctx, scope, func(ctx context.Context) error {
		// In a fixed order, so that two sign-ins do not wait for each other.
		if err := s.count(ctx, scope, triedAddress(address), freeTriesAddress); err != nil {
			return err
		}
		return s.count(ctx, scope, triedAccount(email, address), freeTriesAccount)
	})
}

func (s *Service) count(ctx context.Context, scope Scope, tried string, free int64) error {
	known, err := s.rows.Failure(ctx, scope.Tenant(), tried)
	if err != nil {
		return err
	}
	now := s.now()
	if wait := known.BlockedUntil.Sub(now); wait > 0 {
		return &ThrottledError{RetryAfter: wait}
	}
	return s.rows.SetFailure(ctx, scope.Tenant(), tried, known.another(now, free))
}

// another adds one failure. From the last free one on the wait is 1 s and doubles.
func (f Failure) another(now time.Time, free int64) Failure {
	if now.Sub(f.Last) > forgetAfter {
		f = Failure{}
	}
	f.Count++
	f.Last, f.BlockedUntil = now, time.Time{}
	if over := f.Count - free; over >= 0 {
		wait := longestWait
		if over < 10 {
			wait = min(wait, time.Second<<over)
		}
		f.BlockedUntil = now.Add(wait)
	}
	return f
}

// success forgets the account's failures from the address, and takes back the
// address's own count of this try.
func (s *Service) success(ctx context.Context, scope Scope, email, address string) error {
	known, err := s.rows.Failure(ctx, scope.Tenant(), triedAddress(address))
	if err != nil {
		return err
	}
	known.Count = max(0, known.Count-1)
	known.BlockedUntil = time.Time{}
	if err := s.rows.SetFailure(ctx, scope.Tenant(), triedAddress(address), known); err != nil {
		return err
	}
	return s.rows.ForgetFailure(ctx, scope.Tenant(), triedAccount(email, address))
}

// What was tried is stored as a hash: people type passwords into the wrong field.
func triedAccount(email, address string) string {
	return digest("account\x00" + email + "\x00" + address)
}

func triedAddress(address string) string { return digest("address\x00" + address) }

func digest(text string) string {
	sum := sha256.Sum256([]byte(text))
	return hex.EncodeToString(sum[:])
}
