package api

import (
	"github.com/danielgtaylor/huma/v2"

	"github.com/muster-wfm/muster/workforce"
)

// Channel is a way in which contacts arrive.
type Channel struct {
	Versioned
	ChannelFields
}

// ChannelFields is what a planner decides about a channel.
type ChannelFields struct {
	Code        string `json:"code" maxLength:"64" doc:"Short name, unique among channels."`
	Name        string `json:"name" maxLength:"200"`
	Kind        string `json:"kind" enum:"voice,callback,video,chat,messaging,social,email,ticket,back_office"`
	Concurrency int    `json:"concurrency" doc:"Contacts that one person handles at a time: 1 on spoken channels, 1 to 50 on written ones."`
}

func (f ChannelFields) toDomain(id, version int64) workforce.Channel {
	return workforce.Channel{ID: id, Version: version, Code: f.Code, Name: f.Name, Kind: workforce.ChannelKind(f.Kind), Concurrency: f.Concurrency}
}

func (f ChannelFields) check() error {
	_, err := workforce.NewChannel(f.toDomain(0, 0))
	return err
}

func channelOf(c workforce.Channel) Channel {
	return Channel{
		Versioned:     Versioned{ID: c.ID, Version: c.Version},
		ChannelFields: ChannelFields{Code: c.Code, Name: c.Name, Kind: string(c.Kind), Concurrency: c.Concurrency},
	}
}

func (s *Server) registerChannels(api huma.API) {
	r := workforceResource[ChannelFields, Channel]("channel", "channels",
		"A channel is a way in which contacts arrive; its kind decides how they are staffed.")
	crud(s, api, fill(s, r, kept[ChannelFields, Channel, workforce.Channel]{
		register: func(w *workforce.Service) *workforce.Register[workforce.Channel] { return w.Channels },
		toDomain: ChannelFields.toDomain, toAPI: channelOf,
	}))
}
