package api

import (
	"context"
	"net/http"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/vendors"
)

// VoiceRun is one time that free texts were put together.
type VoiceRun struct {
	ID int64 `json:"id"`
	VoiceRunFields
	Done      bool         `json:"done"`
	Texts     int64        `json:"texts"`
	Sampled   int64        `json:"sampled" doc:"That were read; fewer than texts only where there are more than 60,000."`
	JobID     int64        `json:"jobId"`
	CreatedAt time.Time    `json:"createdAt"`
	Topics    []VoiceTopic `json:"topics" nullable:"false" doc:"The ten largest; empty in lists."`
}

// VoiceRunFields orders a run.
type VoiceRunFields struct {
	From        Day   `json:"from"`
	To          Day   `json:"to"`
	ProgrammeID int64 `json:"programmeId" minimum:"0" doc:"0: all."`
	Seed        int64 `json:"seed" minimum:"0" doc:"The same contacts and seed give the same topics."`
}

// VoiceTopic is texts that say the same.
type VoiceTopic struct {
	Versioned
	Name     string         `json:"name" doc:"Empty: nobody named it."`
	Terms    []string       `json:"terms" nullable:"false" doc:"That set it apart, the strongest first; English ones without their endings."`
	Size     int64          `json:"size"`
	Change   VoiceChange    `json:"change" doc:"Against the four weeks before, by days."`
	ReasonID int64          `json:"reasonId" doc:"Under which it was filed; 0: none."`
	Examples []VoiceExample `json:"examples" nullable:"false"`
}

// VoiceExample is what a customer said.
type VoiceExample struct {
	ID   int64  `json:"id"`
	Code string `json:"code"`
	Text string `json:"text"`
	Day  Day    `json:"day"`
}

// VoiceTopicName names a topic.
type VoiceTopicName struct {
	Name string `json:"name" maxLength:"200"`
}

// VoiceTopicJoin puts another topic into one.
type VoiceTopicJoin struct {
	OtherID int64 `json:"otherId" minimum:"1"`
}

// VoiceTopicFiling files a topic under a reason.
type VoiceTopicFiling struct {
	ReasonID int64              `json:"reasonId" minimum:"0" doc:"0: a new one."`
	New      *VoiceReasonFields `json:"new,omitempty" doc:"The new one."`
	Over     bool               `json:"over" doc:"Also contacts that have a reason already."`
	Learn    bool               `json:"learn" doc:"The reason takes the topic's words, so that later texts are filed too."`
	Words    []string           `json:"words,omitempty" maxItems:"40" doc:"Which of the topic's words it takes; absent: all."`
}

// VoiceTopicFiled is a topic with how many contacts were filed.
type VoiceTopicFiled struct {
	VoiceTopic
	Filed int64 `json:"filed"`
}

func voiceRunOf(r vendors.VoiceRun) VoiceRun {
	return VoiceRun{r.ID, VoiceRunFields{Day{r.From}, Day{r.To}, r.ProgrammeID, r.Seed}, r.Done, r.Texts, r.Sampled, r.JobID, r.CreatedAt, []VoiceTopic{}}
}

func voiceTopicOf(t vendors.VoiceTopic) VoiceTopic {
	return VoiceTopic{Versioned{t.ID, t.Version}, t.Name, orEmpty(t.Terms), t.Size, voiceChangeOf(t.Change), t.ReasonID, each(t.Examples, func(c vendors.VoiceContact) VoiceExample {
		return VoiceExample{c.ID, c.Code, c.Text, Day{c.Day}}
	})}
}

type (
	voiceRunInput struct {
		OnceInput
		Body VoiceRunFields
	}
	voiceJoinInput struct {
		IDInput
		Body VoiceTopicJoin
	}
	voiceTopicFilingInput struct {
		IDInput
		OnceInput
		Body VoiceTopicFiling
	}
)

func (s *Server) registerVoiceTopics(api huma.API) {
	order := voiceOperation(http.MethodPost, "/runs", "order-voice-run", "Put the free texts of a period together, by a job")
	order.DefaultStatus = http.StatusAccepted
	secured(s, api, order, auth.ManageVendors, func(ctx context.Context, scope auth.Scope, in *voiceRunInput) (*whole[VoiceRun], error) {
		b := in.Body
		r, err := s.Voice.OrderRun(ctx, scope, vendors.VoiceRun{From: b.From.Date, To: b.To.Date, ProgrammeID: b.ProgrammeID, Seed: b.Seed})
		return &whole[VoiceRun]{voiceRunOf(r)}, err
	})
	secured(s, api, voiceOperation(http.MethodGet, "/runs", "list-voice-runs", "List runs, the newest first"), auth.ReadVendors,
		func(ctx context.Context, scope auth.Scope, _ *struct{}) (*listOutput[VoiceRun], error) {
			list, err := s.Voice.Runs(ctx, scope)
			return pageOf(each(list, voiceRunOf), ""), err
		})
	secured(s, api, voiceOperation(http.MethodGet, "/runs/{id}", "get-voice-run", "See a run with its topics"), auth.ReadVendors,
		func(ctx context.Context, scope auth.Scope, in *IDInput) (*whole[VoiceRun], error) {
			r, topics, err := s.Voice.Run(ctx, scope, in.ID)
			out := voiceRunOf(r)
			out.Topics = each(topics, voiceTopicOf)
			return &whole[VoiceRun]{out}, err
		})
	secured(s, api, voiceOperation(http.MethodPut, "/topics/{id}/name", "name-voice-topic", "Name a topic"), auth.ManageVendors,
		func(ctx context.Context, scope auth.Scope, in *editInput[VoiceTopicName]) (*entityOutput[VoiceTopic], error) {
			t, err := s.Voice.NameTopic(ctx, scope, in.ID, in.version(), in.Body.Name)
			return answer(voiceTopicOf(t), err)
		})
	secured(s, api, voiceOperation(http.MethodPost, "/topics/{id}/join", "join-voice-topics", "Put another topic of the same run into one"), auth.ManageVendors,
		func(ctx context.Context, scope auth.Scope, in *voiceJoinInput) (*entityOutput[VoiceTopic], error) {
			t, err := s.Voice.JoinTopics(ctx, scope, in.ID, in.Body.OtherID)
			return answer(voiceTopicOf(t), err)
		})
	secured(s, api, voiceOperation(http.MethodPost, "/topics/{id}/reason", "file-voice-topic", "File the contacts of a topic under a reason, an old one or a new one"), auth.ManageVendors,
		func(ctx context.Context, scope auth.Scope, in *voiceTopicFilingInput) (*whole[VoiceTopicFiled], error) {
			f := vendors.TopicReason{ReasonID: in.Body.ReasonID, Over: in.Body.Over, Learn: in.Body.Learn, Words: in.Body.Words}
			if in.Body.New != nil {
				f.New = in.Body.New.toDomain(0, 0)
			}
			t, filed, err := s.Voice.FileTopic(ctx, scope, in.ID, f)
			return &whole[VoiceTopicFiled]{VoiceTopicFiled{voiceTopicOf(t), filed}}, err
		})
}
