package vendors

import (
	"context"
	"time"

	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/internal/jobs"
	"github.com/muster-wfm/muster/workforce/grid"
)

// VoiceStore keeps what customers say. Contacts, topics and problems of other
// employers do not exist for a scope with one; nor do contacts of other sites.
type VoiceStore interface {
	Transactor
	VoiceTerms(ctx context.Context, scope auth.Scope) (VoiceTerms, error)
	// SetVoiceTerms writes terms that still have the version of t; version 0: there are none.
	SetVoiceTerms(ctx context.Context, scope auth.Scope, t VoiceTerms) (VoiceTerms, error)
	// VoiceReasons lists all of them, by code.
	VoiceReasons(ctx context.Context, scope auth.Scope) ([]VoiceReason, error)
	AddVoiceReason(ctx context.Context, scope auth.Scope, r VoiceReason) (VoiceReason, error)
	UpdateVoiceReason(ctx context.Context, scope auth.Scope, r VoiceReason) (VoiceReason, error)
	VoiceContactStore
	VoiceTopicStore
	VoiceProblemStore
}

// VoiceContactStore keeps contacts and orders.
type VoiceContactStore interface {
	// KnownVoices finds contacts by their codes, whosever they are.
	KnownVoices(ctx context.Context, scope auth.Scope, codes []string) (map[string]VoiceContact, error)
	// PutVoices keeps contacts, the later state of a known one in place of the earlier,
	// and returns how many were added or changed.
	PutVoices(ctx context.Context, scope auth.Scope, list []VoiceContact) (int64, error)
	// ForgetVoices takes contacts out by their codes.
	ForgetVoices(ctx context.Context, scope auth.Scope, codes []string) error
	// Voices lists the newest first.
	Voices(ctx context.Context, scope auth.Scope, q VoiceQuery) ([]VoiceContact, error)
	VoiceContact(ctx context.Context, scope auth.Scope, id int64) (VoiceContact, error)
	// FileVoices puts contacts under a reason, those that have one only where over.
	FileVoices(ctx context.Context, scope auth.Scope, ids []int64, reason int64, over bool) (int64, error)
	// VoiceCells counts by reason, programme and day.
	VoiceCells(ctx context.Context, scope auth.Scope, q VoiceQuery, now time.Time) ([]VoiceCell, error)
	// VoiceCases counts by reason what became of customers; contacts younger than a day
	// that are not solved are not counted.
	VoiceCases(ctx context.Context, scope auth.Scope, q VoiceQuery, now time.Time) ([]VoiceCase, error)
	// VoiceDays counts contacts alone, by reason, programme and day.
	VoiceDays(ctx context.Context, scope auth.Scope, from, to grid.Date) ([]VoiceCell, error)
	PutOrders(ctx context.Context, scope auth.Scope, days []OrderDay) (int64, error)
	// Orders of days from one to another, in their order.
	Orders(ctx context.Context, scope auth.Scope, from, to grid.Date) ([]OrderDay, error)
}

// VoiceTopicStore keeps runs of putting free texts together, and their topics.
type VoiceTopicStore interface {
	AddVoiceRun(ctx context.Context, scope auth.Scope, r VoiceRun) (VoiceRun, error)
	// SetVoiceRunJob keeps which job does a run.
	SetVoiceRunJob(ctx context.Context, scope auth.Scope, id, job int64) error
	// FinishVoiceRun writes what a run found.
	FinishVoiceRun(ctx context.Context, scope auth.Scope, r VoiceRun, topics []VoiceTopic) error
	// VoiceRuns lists the newest first.
	VoiceRuns(ctx context.Context, scope auth.Scope, limit int) ([]VoiceRun, error)
	VoiceRun(ctx context.Context, scope auth.Scope, id int64) (VoiceRun, error)
	// VoiceTopics of a run in their places, without those that were joined into others.
	VoiceTopics(ctx context.Context, scope auth.Scope, run int64) ([]VoiceTopic, error)
	// VoiceTopic is one, with its members.
	VoiceTopic(ctx context.Context, scope auth.Scope, id int64) (VoiceTopic, error)
	UpdateVoiceTopic(ctx context.Context, scope auth.Scope, t VoiceTopic) (VoiceTopic, error)
	// JoinVoiceTopics moves the members of one topic into another.
	JoinVoiceTopics(ctx context.Context, scope auth.Scope, from, into int64) error
	// TopicTexts are the first texts of a topic, different ones.
	TopicTexts(ctx context.Context, scope auth.Scope, topic int64, limit int) ([]VoiceContact, error)
}

// VoiceProblemStore keeps problems and their steps.
type VoiceProblemStore interface {
	AddProblem(ctx context.Context, scope auth.Scope, p VoiceProblem) (VoiceProblem, error)
	Problem(ctx context.Context, scope auth.Scope, id int64) (VoiceProblem, error)
	// Problems lists all, or those that are not closed.
	Problems(ctx context.Context, scope auth.Scope, closed bool) ([]VoiceProblem, error)
	UpdateProblem(ctx context.Context, scope auth.Scope, p VoiceProblem) (VoiceProblem, error)
	// SetEscalated keeps how far up a problem went; its version stays.
	SetEscalated(ctx context.Context, scope auth.Scope, id int64, level int) error
	AddStep(ctx context.Context, scope auth.Scope, s ProblemStep) error
	// Steps are in the order in which they were taken.
	Steps(ctx context.Context, scope auth.Scope, problem int64) ([]ProblemStep, error)
}

// JobQueue queues long work; jobs.Runner is one.
type JobQueue interface {
	Enqueue(ctx context.Context, scope auth.Scope, kind jobs.Kind, payload any, opts ...jobs.EnqueueOption) (int64, error)
}

// Voice is the verbs of what customers come with (002-10, 003-21).
type Voice struct {
	store      VoiceStore
	programmes *Programmes
	sites      SiteBook
	users      NameBook
	queue      JobQueue
	journal    Journal
	// Now is the clock, time.Now unless a test sets it.
	Now func() time.Time
}

// NewVoice connects the voice of customers with what it needs of others.
func NewVoice(store VoiceStore, programmes *Programmes, sites SiteBook, users NameBook, queue JobQueue, journal Journal) *Voice {
	return &Voice{store: store, programmes: programmes, sites: sites, users: users, queue: queue, journal: journal, Now: time.Now}
}

// ownersOnly refuses whoever speaks for one employer: what customers come with is
// sorted and decided on by the owner.
func ownersOnly(scope auth.Scope) error {
	if scope.Employer() != 0 {
		return &auth.DeniedError{Needs: auth.ManageVendors}
	}
	return scope.Require(auth.ManageVendors)
}

// zone is the clock of a site.
func (s *Voice) zone(ctx context.Context, scope auth.Scope, site int64) (*time.Location, error) {
	at, err := s.sites.Get(ctx, scope, site)
	if err != nil {
		return nil, err
	}
	return time.LoadLocation(at.Zone)
}
