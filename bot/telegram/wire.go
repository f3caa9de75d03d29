package telegram

import "encoding/json"

// What is read of an update. The library's own types stop at Bot API 6.0 (no
// topics, no forward origins) and refuse a whole update for one odd field, so
// the few fields that matter are named here, and the rest is passed over.

type wireUpdate struct {
	ID            int64           `json:"update_id"`
	Message       json.RawMessage `json:"message"`
	EditedMessage json.RawMessage `json:"edited_message"`
	ChannelPost   json.RawMessage `json:"channel_post"`
	CallbackQuery json.RawMessage `json:"callback_query"`
	MyChatMember  json.RawMessage `json:"my_chat_member"`
}

type wireUser struct {
	ID    int64 `json:"id"`
	IsBot bool  `json:"is_bot"`
}

type wireChat struct {
	ID   int64  `json:"id"`
	Type string `json:"type"`
}

type wireMessage struct {
	MessageID       int          `json:"message_id"`
	MessageThreadID int          `json:"message_thread_id"`
	IsTopicMessage  bool         `json:"is_topic_message"`
	From            *wireUser    `json:"from"`
	Chat            wireChat     `json:"chat"`
	Date            int64        `json:"date"`
	ForwardDate     int64        `json:"forward_date"`
	ForwardOrigin   *struct{}    `json:"forward_origin"`
	ReplyTo         *wireReplied `json:"reply_to_message"`
	MediaGroupID    string       `json:"media_group_id"`
	Text            *string      `json:"text"`
	Caption         string       `json:"caption"`

	Photo     []wireFile    `json:"photo"`
	Voice     *wireFile     `json:"voice"`
	Audio     *wireFile     `json:"audio"`
	VideoNote *struct{}     `json:"video_note"`
	Sticker   *struct{}     `json:"sticker"`
	Contact   *struct{}     `json:"contact"`
	Location  *wireLocation `json:"location"`
	Animation *struct{}     `json:"animation"`
	Document  *wireFile     `json:"document"`
	Checklist *wireList     `json:"checklist"`

	// What a person sends that the coach can't read. Whatever holds none of all
	// these is a service message.
	Video     *struct{} `json:"video"`
	PaidMedia *struct{} `json:"paid_media"`
	Story     *struct{} `json:"story"`
	Poll      *struct{} `json:"poll"`
	Dice      *struct{} `json:"dice"`
	Game      *struct{} `json:"game"`
	Invoice   *struct{} `json:"invoice"`
}

// wireList is a checklist.
type wireList struct {
	Title string `json:"title"`
	Tasks []struct {
		Text string `json:"text"`
	} `json:"tasks"`
}

type wireReplied struct {
	MessageID int       `json:"message_id"`
	From      *wireUser `json:"from"`
}

type wireFile struct {
	FileID   string `json:"file_id"`
	FileName string `json:"file_name"`
	FileSize int64  `json:"file_size"`
	MIMEType string `json:"mime_type"`
	Duration int64  `json:"duration"` // of a sound, in seconds
	Width    int    `json:"width"`
	Height   int    `json:"height"`
}

type wireLocation struct {
	Latitude   float64 `json:"latitude"`
	Longitude  float64 `json:"longitude"`
	LivePeriod int     `json:"live_period"`
}

type wireCallback struct {
	ID      string       `json:"id"`
	From    wireUser     `json:"from"`
	Message *wireMessage `json:"message"`
	Data    string       `json:"data"`
}

type wireMember struct {
	Chat wireChat `json:"chat"`
	From wireUser `json:"from"`
	Date int64    `json:"date"`
	New  struct {
		Status   string `json:"status"`
		IsMember bool   `json:"is_member"`
	} `json:"new_chat_member"`
}
