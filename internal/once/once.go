package once

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"time"

	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/internal/database"
)

// Keep is for how long an answer is remembered.
const Keep = 24 * time.Hour

// MisusedKeyError says that a key came back with a different request.
type MisusedKeyError struct{}

func (*MisusedKeyError) Error() string {
	return "the idempotency key was used for another request; expected a new key for a new request"
}

// Kept is a remembered answer.
type Kept struct {
	Request string // what was asked
	Answer  []byte
}

// Store keeps answers. All methods need a transaction in ctx but for Find.
type Store interface {
	InTx(ctx context.Context, scope auth.Scope, fn func(context.Context) error) error
	// Find returns an answer that was kept after a moment, or database.ErrNotFound.
	Find(ctx context.Context, scope auth.Scope, keyHash string, after time.Time) (Kept, error)
	// Reserve makes the key the transaction's own, waiting for others that have
	// it. It returns a *database.DuplicateError when the key is taken.
	Reserve(ctx context.Context, scope auth.Scope, keyHash string, request string, at time.Time) error
	// Fill adds the answer to a reserved key.
	Fill(ctx context.Context, scope auth.Scope, keyHash string, answer []byte) error
	// Forget drops answers of the scope's tenant kept before a moment.
	Forget(ctx context.Context, scope auth.Scope, before time.Time) error
}

// Service runs requests once.
type Service struct {
	store Store
	now   func() time.Time
}

// New makes a Service. now is the clock; nil means time.Now.
func New(store Store, now func() time.Time) *Service {
	if now == nil {
		now = time.Now
	}
	return &Service{store: store, now: now}
}

// Once runs do in a transaction and keeps its answer under the caller's key, or
// returns the answer kept before. request identifies what is asked: the same
// key with another request is refused by a *[MisusedKeyError]. An error of do is
// returned as it is, and nothing is kept.
func (s *Service) Once(ctx context.Context, scope auth.Scope, key, request string, do func(context.Context) ([]byte, error)) ([]byte, error) {
	sum := sha256.Sum256([]byte(key))
	hash := hex.EncodeToString(sum[:])
	oldest := s.now().Add(-Keep)
	kept, err := s.store.Find(ctx, scope, hash, oldest)
	if errors.Is(err, database.ErrNotFound) {
		var answer []byte
		answer, err = s.first(ctx, scope, hash, request, oldest, do)
		if !errors.Is(err, errTaken) {
			return answer, err
		}
		kept, err = s.store.Find(ctx, scope, hash, oldest)
	}
	if err != nil {
		return nil, err
	}
	if kept.Request != request {
		return nil, &MisusedKeyError{}
	}
	return kept.Answer, nil
}

// errTaken says that another request took the key at the same moment.
var errTaken = errors.New("the key was taken meanwhile")

func (s *Service) first(ctx context.Context, scope auth.Scope, hash, request string, oldest time.Time, do func(context.Context) ([]byte, error)) (answer []byte, err error) {
	err = s.store.InTx(ctx, scope, func(ctx context.Context) error {
		if err := s.store.Forget(ctx, scope, oldest); err != nil {
			return err
		}
		if err := s.store.Reserve(ctx, scope, hash, request, s.now()); database.IsDuplicate(err) {
			return errTaken
		} else if err != nil {
			return err
		}
		if answer, err = do(ctx); err != nil {
			return err
		}
		return s.store.Fill(ctx, scope, hash, answer)
	})
	return answer, err
}
