package wire

import (
	"context"
	"log/slog"
	"time"

	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/internal/jobs"
)

// recur lists the work that comes round by the clock. Each round is done by one
// process, however many there are.
func (m *Services) recur() {
	m.Jobs.Recur(jobs.Chore{Name: "forecast.nightly", Every: time.Minute, Do: m.Nightly.Begin})
	m.Jobs.Recur(jobs.Chore{Name: "imports.sweep", Every: time.Hour, Do: m.sweepUploads})
	m.Jobs.Recur(jobs.Chore{Name: "crowd.releases", Every: time.Minute, Do: m.Crowd.Releases.Sweep})
	m.Jobs.Recur(jobs.Chore{Name: "crowd.certificates", Every: time.Hour, Do: m.lapseGrants})
	m.Jobs.Recur(jobs.Chore{Name: "quality.watch", Every: 24 * time.Hour, Do: m.watchQuality})
	m.Jobs.Recur(jobs.Chore{Name: "accounts.book", Every: 24 * time.Hour, Do: m.bookMonths})
	m.Jobs.Recur(jobs.Chore{Name: "authority.verify", Every: 24 * time.Hour, Do: m.verifyUses})
	m.Jobs.Recur(jobs.Chore{Name: "risk.months", Every: 24 * time.Hour, Do: m.collectBurdens})
	m.Jobs.Recur(jobs.Chore{Name: "risk.forget", Every: 24 * time.Hour, Do: m.forgetWarnings})
	m.Jobs.Recur(jobs.Chore{Name: "sessions.sweep", Every: time.Hour, Do: m.sweepSessions})
}

// sweepUploads removes the files of uploads that nobody imported.
func (m *Services) sweepUploads(ctx context.Context, scope auth.Scope) error {
	gone, err := m.Imports.Sweep(ctx, scope)
	if gone > 0 {
		m.Log.InfoContext(ctx, "removed files of uploads that were never imported", slog.Int("files", gone))
	}
	return err
}

// sweepSessions drops what is left of sessions that ended, of every tenant at
// once: the round of the main one does it for all.
func (m *Services) sweepSessions(ctx context.Context, scope auth.Scope) error {
	if scope.Tenant() != MainTenant {
		return nil
	}
	_, err := m.Auth.DropEndedSessions(ctx)
	return err
}
