package wire

import (
	"context"
	"log/slog"
	"time"

	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/internal/jobs"
	"github.com/muster-wfm/muster/vendors"
	vendorstore "github.com/muster-wfm/muster/vendors/store"
)

// clusterLimit ends a run over free texts that does not come to an end; fifty
// thousand texts take seconds.
const clusterLimit = 30 * time.Minute

// hear connects the voice of customers.
func (m *Services) hear() {
	m.Voice = vendors.NewVoice(vendorstore.NewVoice(m.DB), m.Programmes, m.Workforce.Sites, userNames{m.Auth}, m.Jobs, m.Audit)
	m.Jobs.Register(vendors.ClusterKind, m.Voice.RunJob, jobs.ReadableWith(auth.ReadVendors), jobs.TimeLimit(clusterLimit))
	m.Jobs.Recur(jobs.Chore{Name: "voice.escalate", Every: 10 * time.Minute, Do: m.escalateProblems})
}

// escalateProblems tells who is above where a department's clock ran out.
func (m *Services) escalateProblems(ctx context.Context, scope auth.Scope) error {
	told, err := m.Voice.Escalate(ctx, scope)
	if told > 0 {
		m.Log.InfoContext(ctx, "problems of customers went a level up", slog.Int("problems", told))
	}
	return err
}
