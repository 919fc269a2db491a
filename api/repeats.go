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

// once returns the name that the caller gave the request.
func (in OnceInput) once() string { return in.Key }

// confidential is an input of which something must not be kept, not even as a
// hash: the rest tells one request from another.
type confidential interface{ withoutSecrets() any }

// unrepeated acts on a request, or repeats its answer where the caller has sent the
// same key before. Inputs without a key are always acted on.
func unrepeated[I, O any](ctx context.Context, s *Server, scope auth.Scope, path string, in *I, do func(context.Context) (*O, error)) (*O, error) {
	named, creates := any(in).(interface{ once() string })
	if !creates || named.once() == "" || s.Repeats == nil {
		return do(ctx)
	}
	request, err := fingerprint(path, in)
	if err != nil {
		return nil, err
	}
	kept, err := s.Repeats.Once(ctx, scope, named.once(), request, func(ctx context.Context) ([]byte, error) {
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
func fingerprint(path string, in any) (string, error) {
	if secret, has := in.(confidential); has {
		in = secret.withoutSecrets()
	}
	raw, err := json.Marshal(in)
	if err != nil {
		return "", fmt.Errorf("fingerprint a request to %s: %w", path, err)
	}
	sum := sha256.Sum256(append([]byte(path+"\n"), raw...))
	return hex.EncodeToString(sum[:]), nil
}
