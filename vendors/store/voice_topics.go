package store

import (
	"context"
	"slices"

	"gorm.io/gorm"

	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/internal/database"
	"github.com/muster-wfm/muster/vendors"
)

// voiceRunRow is a row of voice_runs.
type voiceRunRow struct {
	ID, TenantID, EmployerID, ProgrammeID int64
	FirstDay, LastDay                     int
	Seed                                  int64
	State                                 string
	Texts, Sampled, JobID                 int64
	CreatedAt                             database.Instant
	CreatedBy                             int64
}

func (voiceRunRow) TableName() string { return "voice_runs" }

// The states of a run in the table.
const (
	runWaiting = "waiting"
	runDone    = "done"
)

func (r voiceRunRow) toDomain() (vendors.VoiceRun, error) {
	return vendors.VoiceRun{
		ID: r.ID, EmployerID: r.EmployerID, ProgrammeID: r.ProgrammeID, From: epoch.AddDays(r.FirstDay), To: epoch.AddDays(r.LastDay), Seed: r.Seed,
		Done: r.State == runDone, Texts: r.Texts, Sampled: r.Sampled, JobID: r.JobID, CreatedAt: r.CreatedAt.Time, CreatedBy: r.CreatedBy,
	}, nil
}

// AddVoiceRun keeps a run that has found nothing yet.
func (s *Voice) AddVoiceRun(ctx context.Context, scope auth.Scope, r vendors.VoiceRun) (vendors.VoiceRun, error) {
	row := voiceRunRow{
		TenantID: scope.Tenant(), EmployerID: r.EmployerID, ProgrammeID: r.ProgrammeID, FirstDay: dayNumber(r.From), LastDay: dayNumber(r.To), Seed: r.Seed,
		State: runWaiting, CreatedAt: database.At(r.CreatedAt), CreatedBy: r.CreatedBy,
	}
	err := s.db.InTx(ctx, scope, func(ctx context.Context) error { return s.db.Tx(ctx).Create(&row).Error })
	r.ID = row.ID
	return r, err
}

// SetVoiceRunJob keeps which job does a run.
func (s *Voice) SetVoiceRunJob(ctx context.Context, scope auth.Scope, id, job int64) error {
	return s.db.InTx(ctx, scope, func(ctx context.Context) error {
		return database.Affected(s.db.Tx(ctx).Model(&voiceRunRow{}).Where("tenant_id = ? AND id = ?", scope.Tenant(), id).Update("job_id", job))
	})
}

// voiceTopicRow is a row of voice_topics.
type voiceTopicRow struct {
	ID, TenantID, Version, RunID, EmployerID int64
	Place                                    int
	Name, Terms                              string
	Size, Before, JoinedInto, ReasonID       int64
}

func (voiceTopicRow) TableName() string { return "voice_topics" }

func (r voiceTopicRow) toDomain() (vendors.VoiceTopic, error) {
	t := vendors.VoiceTopic{
		ID: r.ID, Version: r.Version, RunID: r.RunID, EmployerID: r.EmployerID, Place: r.Place, Name: r.Name, Size: r.Size, Before: r.Before, JoinedInto: r.JoinedInto, ReasonID: r.ReasonID,
	}
	return t, read(r.Terms, &t.Terms)
}

// topicContactRow is a row of voice_topic_contacts.
type topicContactRow struct {
	TenantID, TopicID, ContactID int64
	Place                        int
}

func (topicContactRow) TableName() string { return "voice_topic_contacts" }

// FinishVoiceRun writes what a run found.
func (s *Voice) FinishVoiceRun(ctx context.Context, scope auth.Scope, r vendors.VoiceRun, topics []vendors.VoiceTopic) error {
	return s.db.InTx(ctx, scope, func(ctx context.Context) error {
		query := s.db.Tx(ctx).Model(&voiceRunRow{}).Where("tenant_id = ? AND id = ? AND state = ?", scope.Tenant(), r.ID, runWaiting)
		if err := database.Affected(query.Updates(map[string]any{"state": runDone, "texts": r.Texts, "sampled": r.Sampled})); err != nil {
			return err
		}
		for _, t := range topics {
			if err := s.addTopic(ctx, scope, t); err != nil {
				return err
			}
		}
		return nil
	})
}

func (s *Voice) addTopic(ctx context.Context, scope auth.Scope, t vendors.VoiceTopic) error {
	terms, err := text(t.Terms)
	if err != nil {
		return err
	}
	row := voiceTopicRow{TenantID: scope.Tenant(), Version: 1, RunID: t.RunID, EmployerID: t.EmployerID, Place: t.Place, Name: t.Name, Terms: terms, Size: t.Size, Before: t.Before}
	if err := s.db.Tx(ctx).Create(&row).Error; err != nil {
		return err
	}
	members := func(yield func([]any) bool) {
		for i, id := range t.Members {
			if !yield([]any{scope.Tenant(), row.ID, id, i + 1}) {
				return
			}
		}
	}
	columns := []string{"tenant_id", "topic_id", "contact_id", "place"}
	_, err = s.db.Bulk(ctx, "voice_topic_contacts", columns, members, database.DoNothing(columns[:3]...))
	return err
}

// VoiceRuns lists the newest first.
func (s *Voice) VoiceRuns(ctx context.Context, scope auth.Scope, limit int) ([]vendors.VoiceRun, error) {
	var rows []voiceRunRow
	if err := ofEmployer(s.db.ReadAs(ctx, scope), scope).Order("id DESC").Limit(limit).Find(&rows).Error; err != nil {
		return nil, err
	}
	return toDomain(rows, voiceRunRow.toDomain)
}

// VoiceRun returns one run.
func (s *Voice) VoiceRun(ctx context.Context, scope auth.Scope, id int64) (vendors.VoiceRun, error) {
	var row voiceRunRow
	if err := ofEmployer(s.db.ReadAs(ctx, scope), scope).Where("id = ?", id).Take(&row).Error; err != nil {
		return vendors.VoiceRun{}, err
	}
	return row.toDomain()
}

// VoiceTopics of a run in their places.
func (s *Voice) VoiceTopics(ctx context.Context, scope auth.Scope, run int64) ([]vendors.VoiceTopic, error) {
	var rows []voiceTopicRow
	if err := ofEmployer(s.db.ReadAs(ctx, scope), scope).Where("run_id = ? AND joined_into = 0", run).Order("place").Find(&rows).Error; err != nil {
		return nil, err
	}
	return toDomain(rows, voiceTopicRow.toDomain)
}

// VoiceTopic is one, with its members.
func (s *Voice) VoiceTopic(ctx context.Context, scope auth.Scope, id int64) (vendors.VoiceTopic, error) {
	var row voiceTopicRow
	if err := ofEmployer(s.db.ReadAs(ctx, scope), scope).Where("id = ?", id).Take(&row).Error; err != nil {
		return vendors.VoiceTopic{}, err
	}
	t, err := row.toDomain()
	if err != nil {
		return t, err
	}
	return t, s.db.ReadAs(ctx, scope).Model(&topicContactRow{}).Where("tenant_id = ? AND topic_id = ?", scope.Tenant(), id).Order("place, contact_id").Pluck("contact_id", &t.Members).Error
}

// UpdateVoiceTopic writes a topic that still has the version of t.
func (s *Voice) UpdateVoiceTopic(ctx context.Context, scope auth.Scope, t vendors.VoiceTopic) (vendors.VoiceTopic, error) {
	terms, err := text(t.Terms)
	if err != nil {
		return t, err
	}
	of := func(query *gorm.DB) *gorm.DB { return ofEmployer(query, scope) }
	err = s.update(ctx, scope, "topic", t.ID, t.Version, of, &voiceTopicRow{}, map[string]any{
		"name": t.Name, "terms": terms, "size": t.Size, "before": t.Before, "joined_into": t.JoinedInto, "reason_id": t.ReasonID,
	})
	t.Version++
	return t, err
}

// joinedPlace is behind the members that a topic has of its own.
const joinedPlace = 1_000_000

// JoinVoiceTopics moves the members of one topic into another.
func (s *Voice) JoinVoiceTopics(ctx context.Context, scope auth.Scope, from, into int64) error {
	return s.db.InTx(ctx, scope, func(ctx context.Context) error {
		return s.db.Tx(ctx).Model(&topicContactRow{}).Where("tenant_id = ? AND topic_id = ?", scope.Tenant(), from).
			Updates(map[string]any{"topic_id": into, "place": gorm.Expr("place + ?", joinedPlace)}).Error
	})
}

// moreTexts is among how many members different texts are looked for.
const moreTexts = 200

// TopicTexts are the first texts of a topic, different ones.
func (s *Voice) TopicTexts(ctx context.Context, scope auth.Scope, topic int64, limit int) ([]vendors.VoiceContact, error) {
	var rows []voiceContactRow
	err := ofVoice(s.db.ReadAs(ctx, scope), scope).Select("voice_contacts.*").
		Joins("JOIN (SELECT contact_id, place FROM voice_topic_contacts WHERE tenant_id = ? AND topic_id = ?) AS member ON member.contact_id = voice_contacts.id", scope.Tenant(), topic).
		Order("member.place, voice_contacts.id").Limit(moreTexts).Find(&rows).Error
	if err != nil {
		return nil, err
	}
	var out []vendors.VoiceContact
	for _, r := range rows {
		c, _ := r.toDomain()
		if len(out) < limit && !slices.ContainsFunc(out, func(o vendors.VoiceContact) bool { return o.Text == c.Text }) {
			out = append(out, c)
		}
	}
	return out, nil
}
