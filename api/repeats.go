package api

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"

	"github.com/muster-wfm/muster/internal/auth"
)

// Repeats remembers the answers to creating requests, so that a request which
// is sent again after a broken connection creates nothing twice.
type Repeats interface {
	// Once runs do and keeps its answer under the key, both in one transaction.
	// When the key is known already it returns the kept answer instead. request
	// identifies what was asked; the same key for another request is an error.
	Once(ctx context.Context, scope auth.Scope, key, request string, do func(context.Context) (answer []byte, err error)) ([]byte, error)
}

// OnceInput lets a caller name a creating request, to send it again safely.
type OnceInput struct {
	Key string `header:"Idempotency-Key" minLength:"8" maxLength:"200" doc:"Any unguessable name of this request. Sent again within a day, the request is answered as the first time and does nothing."`
}

// unrepeated runs a creating request, or repeats its answer where the caller has sent
// the same key before.
func unrepeated[O any](ctx context.Context, s *Server, scope auth.Scope, in OnceInput, path string, body any, do func(context.Context) (*O, error)) (*O, error) {
	if in.Key == "" || s.Repeats == nil {
		return do(ctx)
	}
	request, err := fingerprint(path, body)
	if err != nil {
		return nil, err
	}
	kept, err := s.Repeats.Once(ctx, scope, in.Key, request, func(ctx context.Context) ([]byte, error) {
		out, err := do(ctx)
		if err != nil {
			return nil, err
		}
		return json.Marshal(out)
	})
	if err != nil {
		return nil, err
	}
	out := new(O)
	if err := json.Unmarshal(kept, out); err != nil {
		return nil, fmt.Errorf("read the kept answer to %s: %w", path, err)
	}
	return out, nil
}

// fingerprint tells two requests apart without keeping what was sent.
func fingerprint(path string, body any) (string, error) {
	raw, err := json.Marshal(body)
	if err != nil {
		return "", fmt.Errorf("fingerprint a request to %s: %w", path, err)
	}
	sum := sha256.Sum256(append([]byte(path+"\n"), raw...))
	return hex.EncodeToString(sum[:]), nil
}
