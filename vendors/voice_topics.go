package vendors

import (
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"time"

	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/internal/jobs"
	"github.com/muster-wfm/muster/internal/problem"
	"github.com/muster-wfm/muster/vendors/voice"
	"github.com/muster-wfm/muster/workforce/grid"
)

// ClusterKind is the job that puts free texts together.
const ClusterKind jobs.Kind = "voice.cluster"

// VoiceRun is one time that free texts of a period were put together.
type VoiceRun struct {
	ID          int64
	EmployerID  int64 // whose contacts alone were read, 0: everybody's
	ProgrammeID int64
	From, To    grid.Date // and the weeks before From, for the trend
	Seed        int64     // decides which texts are read where there are too many
	Done        bool
	Texts       int64 // that there are
	Sampled     int64 // that were read
	JobID       int64
	CreatedAt   time.Time
	CreatedBy   int64
}

// VoiceTopic is texts that say the same.
type VoiceTopic struct {
	ID, Version  int64
	RunID        int64
	EmployerID   int64
	Place        int // 1 the largest
	Name         string
	Terms        []string
	Size, Before int64 // texts of the period, and of the weeks before
	JoinedInto   int64
	ReasonID     int64
	Members      []int64 // contacts, the one that stands for them best first
	// Change against the weeks before, and Examples; read only.
	Change   voice.Comparison
	Examples []VoiceContact
}

// Limits of a run.
const (
	topTopics   = 10
	topicTerms  = 6
	topicSays   = 5      // examples
	mostTexts   = 60_000 // that are read
	mostMembers = 20_000 // of a topic that are kept
)

// OrderRun has free texts of a period put together by a job.
func (s *Voice) OrderRun(ctx context.Context, scope auth.Scope, r VoiceRun) (VoiceRun, error) {
	if err := ownersOnly(scope); err != nil {
		return r, err
	}
	var l problem.List
	l.Need(!r.From.IsZero() && !r.To.Before(r.From) && r.From.DaysUntil(r.To) < longestPeriod, "to", r.To, "the first day or one within a year after it", problem.Wanting(problem.DayWithin, r.From, r.From.AddDays(longestPeriod-1)))
	l.Need(r.Seed >= 0, "seed", r.Seed, "0 or more", problem.Wanting(problem.AtLeast, 0))
	if err := refused("run", l); err != nil {
		return r, err
	}
	if r.ProgrammeID != 0 {
		p, err := s.programmes.Get(ctx, scope, r.ProgrammeID)
		if err != nil {
			return r, err
		}
		r.EmployerID = p.EmployerID
	}
	r.CreatedAt, r.CreatedBy = s.Now(), scope.Actor()
	err := s.store.InTx(ctx, scope, func(ctx context.Context) (err error) {
		if r, err = s.store.AddVoiceRun(ctx, scope, r); err != nil {
			return err
		}
		if r.JobID, err = s.queue.Enqueue(ctx, scope, ClusterKind, clusterJob{r.ID}, jobs.About(fmt.Sprintf("voice_run:%d", r.ID))); err != nil {
			return err
		}
		if err := s.store.SetVoiceRunJob(ctx, scope, r.ID, r.JobID); err != nil {
			return err
		}
		return s.journal.Record(ctx, scope, "voice_run.order", fmt.Sprintf("voice_run/%d", r.ID), map[string]any{"from": r.From.String(), "to": r.To.String(), "seed": r.Seed})
	})
	return r, err
}

type clusterJob struct {
	RunID int64 `json:"runId"`
}

// RunJob is the handler of ClusterKind.
func (s *Voice) RunJob(ctx context.Context, job *jobs.Job) (any, error) {
	var payload clusterJob
	if err := job.Payload(&payload); err != nil {
		return nil, err
	}
	found, err := s.Cluster(ctx, job.Scope(), payload.RunID)
	return map[string]int{"topics": found}, err
}

// Cluster puts the texts of a run together and keeps the ten largest topics. The same
// contacts and seed give the same topics.
func (s *Voice) Cluster(ctx context.Context, scope auth.Scope, id int64) (int, error) {
	r, err := s.store.VoiceRun(ctx, scope, id)
	if err != nil || r.Done {
		return 0, err
	}
	list, err := s.store.Voices(ctx, scope, VoiceQuery{From: r.From.AddDays(-7 * WeeksBefore), To: r.To, ProgrammeID: r.ProgrammeID, Texts: true})
	if err != nil {
		return 0, err
	}
	r.Texts = int64(len(list))
	list = sampledVoices(list, uint64(r.Seed))
	r.Sampled, r.Done = int64(len(list)), true
	topics := r.topics(list)
	return len(topics), s.store.InTx(ctx, scope, func(ctx context.Context) error { return s.store.FinishVoiceRun(ctx, scope, r, topics) })
}

// sampledVoices is at most so many contacts, by chance, in the order of their times.
func sampledVoices(list []VoiceContact, seed uint64) []VoiceContact {
	if len(list) <= mostTexts {
		return list
	}
	chosen := rand.New(rand.NewPCG(seed, 68)).Perm(len(list))[:mostTexts]
	slices.Sort(chosen)
	out := make([]VoiceContact, len(chosen))
	for i, at := range chosen {
		out[i] = list[at]
	}
	return out
}

// unmarked takes out the marks of what was masked: they are nobody's words.
var unmarked = strings.NewReplacer(voice.MailMark, " ", voice.CardMark, " ", voice.NumberMark, " ")

// topics are the largest by their texts of the period itself.
func (r VoiceRun) topics(list []VoiceContact) []VoiceTopic {
	texts := make([]string, len(list))
	for i, c := range list {
		texts[i] = unmarked.Replace(c.Text)
	}
	var out []VoiceTopic
	for _, found := range voice.Cluster(texts, voice.Settings{Terms: topicTerms}) {
		t := VoiceTopic{Version: 1, RunID: r.ID, EmployerID: r.EmployerID, Terms: found.Terms, Members: []int64{list[found.Example].ID}}
		for _, m := range found.Members {
			if list[m].Day.Before(r.From) {
				t.Before++
			} else {
				t.Size++
			}
			if m != found.Example && len(t.Members) < mostMembers {
				t.Members = append(t.Members, list[m].ID)
			}
		}
		if t.Size > 1 {
			out = append(out, t)
		}
	}
	slices.SortStableFunc(out, func(a, b VoiceTopic) int { return int(b.Size - a.Size) })
	out = out[:min(len(out), topTopics)]
	for i := range out {
		out[i].Place = i + 1
	}
	return out
}

// Runs lists the newest first.
func (s *Voice) Runs(ctx context.Context, scope auth.Scope) ([]VoiceRun, error) {
	return s.store.VoiceRuns(ctx, scope, 50)
}

// Run returns a run with its topics, each with examples and its trend.
func (s *Voice) Run(ctx context.Context, scope auth.Scope, id int64) (VoiceRun, []VoiceTopic, error) {
	r, err := s.store.VoiceRun(ctx, scope, id)
	if err != nil {
		return r, nil, err
	}
	list, err := s.store.VoiceTopics(ctx, scope, id)
	if err != nil {
		return r, nil, err
	}
	for i := range list {
		if list[i], err = s.shown(ctx, scope, r, list[i]); err != nil {
			return r, nil, err
		}
	}
	slices.SortStableFunc(list, func(a, b VoiceTopic) int { return int(b.Size - a.Size) })
	return r, list, nil
}

// shown adds what is only read.
func (s *Voice) shown(ctx context.Context, scope auth.Scope, r VoiceRun, t VoiceTopic) (VoiceTopic, error) {
	var err error
	exposure := voice.Exposure{Now: int64(r.From.DaysUntil(r.To) + 1), Before: 7 * WeeksBefore}
	if t.Change, err = voice.Compare(t.Size, t.Before, exposure); err != nil {
		return t, err
	}
	t.Examples, err = s.store.TopicTexts(ctx, scope, t.ID, topicSays)
	return t, err
}

// changeTopic reads a topic, changes it in one transaction and writes who did.
func (s *Voice) changeTopic(ctx context.Context, scope auth.Scope, id int64, action string, change func(ctx context.Context, t *VoiceTopic) error) (VoiceTopic, error) {
	if err := ownersOnly(scope); err != nil {
		return VoiceTopic{}, err
	}
	var t VoiceTopic
	err := s.store.InTx(ctx, scope, func(ctx context.Context) (err error) {
		if t, err = s.store.VoiceTopic(ctx, scope, id); err != nil {
			return err
		}
		if t.JoinedInto != 0 {
			return refusedBy(TopicMerged, "a topic that is part of another", "one that stands by itself")
		}
		if err := change(ctx, &t); err != nil {
			return err
		}
		if t, err = s.store.UpdateVoiceTopic(ctx, scope, t); err != nil {
			return err
		}
		return s.journal.Record(ctx, scope, action, fmt.Sprintf("voice_topic/%d", id), map[string]any{"name": t.Name, "size": t.Size, "reason": t.ReasonID})
	})
	if err != nil {
		return t, err
	}
	r, err := s.store.VoiceRun(ctx, scope, t.RunID)
	if err != nil {
		return t, err
	}
	return s.shown(ctx, scope, r, t)
}

// NameTopic gives a topic a name.
func (s *Voice) NameTopic(ctx context.Context, scope auth.Scope, id, version int64, name string) (VoiceTopic, error) {
	name = strings.TrimSpace(name)
	var l problem.List
	l.Need(isText(name, 0, 200), "name", quoted(name), "at most 200 characters", problem.Wanting(problem.Characters, 0, 200))
	if err := refused("topic", l); err != nil {
		return VoiceTopic{}, err
	}
	return s.changeTopic(ctx, scope, id, "voice_topic.name", func(_ context.Context, t *VoiceTopic) error {
		t.Version, t.Name = version, name
		return nil
	})
}

// JoinTopics puts another topic of the same run into one, for good.
func (s *Voice) JoinTopics(ctx context.Context, scope auth.Scope, id, other int64) (VoiceTopic, error) {
	return s.changeTopic(ctx, scope, id, "voice_topic.join", func(ctx context.Context, t *VoiceTopic) error {
		o, err := s.store.VoiceTopic(ctx, scope, other)
		if err != nil {
			return err
		}
		if o.RunID != t.RunID || o.ID == t.ID || o.JoinedInto != 0 {
			return refusedBy(TopicMerged, fmt.Sprintf("topic %d", other), "another topic of the same run that stands by itself")
		}
		t.Size, t.Before = t.Size+o.Size, t.Before+o.Before
		for _, term := range o.Terms {
			if len(t.Terms) < 2*topicTerms && !slices.Contains(t.Terms, term) {
				t.Terms = append(t.Terms, term)
			}
		}
		o.JoinedInto = t.ID
		if _, err := s.store.UpdateVoiceTopic(ctx, scope, o); err != nil {
			return err
		}
		return s.store.JoinVoiceTopics(ctx, scope, o.ID, t.ID)
	})
}

// TopicReason is under which reason a topic is filed.
type TopicReason struct {
	ReasonID int64       // 0: New
	New      VoiceReason // its words are the topic's, where it names none
	Over     bool        // also contacts that have a reason already
	Learn    bool        // the reason takes the topic's words, so that later texts are filed too
	Words    []string    // which of them; nil: all
}

// FileTopic files the contacts of a topic under a reason, an old one or a new one.
func (s *Voice) FileTopic(ctx context.Context, scope auth.Scope, id int64, f TopicReason) (t VoiceTopic, filed int64, err error) {
	t, err = s.changeTopic(ctx, scope, id, "voice_topic.file", func(ctx context.Context, t *VoiceTopic) error {
		r := f.New
		if f.ReasonID != 0 {
			if r, err = s.Reason(ctx, scope, f.ReasonID); err != nil {
				return err
			}
		}
		if f.Learn {
			learned, err := f.words(t.Terms)
			if err != nil {
				return err
			}
			for _, term := range learned {
				if len(r.Words) < mostWords && !slices.Contains(r.Words, term) {
					r.Words = append(r.Words, term)
				}
			}
		}
		if f.ReasonID == 0 || f.Learn {
			if r, err = s.PutReason(ctx, scope, r); err != nil {
				return err
			}
		}
		t.ReasonID = r.ID
		filed, err = s.store.FileVoices(ctx, scope, t.Members, r.ID, f.Over)
		return err
	})
	return t, filed, err
}

// words are the terms of a topic that its reason takes.
func (f TopicReason) words(terms []string) ([]string, error) {
	if f.Words == nil {
		return terms, nil
	}
	var l problem.List
	for i, w := range f.Words {
		l.Need(slices.Contains(terms, w), fmt.Sprintf("words[%d]", i), quoted(w), "a word of the topic")
	}
	return f.Words, refused("topic", l)
}
