package forecast

import (
	"context"
	"errors"
	"os"
	"time"

	"github.com/muster-wfm/muster/internal/auth"
)

// KeepUploads is for how long the file of an upload is kept that nobody imports.
const KeepUploads = 7 * 24 * time.Hour

// sweptAtOnce bounds the files that one sweep removes; the next takes the others.
const sweptAtOnce = 200

// Sweep removes the files of uploads that were brought in long ago and that no
// import waits for or works on. The uploads stay on record. It returns how many
// files went.
func (im *Imports) Sweep(ctx context.Context, scope auth.Scope) (int, error) {
	idle, err := im.imports.IdleUploads(ctx, scope, im.Now().Add(-KeepUploads), sweptAtOnce)
	if err != nil {
		return 0, err
	}
	for n, u := range idle {
		err := im.Forget(ctx, scope, u.ID)
		if err != nil && !errors.Is(err, os.ErrNotExist) {
			return n, err
		}
	}
	return len(idle), nil
}
