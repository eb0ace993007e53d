/** What is sent unless somebody writes their own. Every part has `project` and the mail's data. */
export const defaultTemplates: Readonly<Record<string, string>> = {
  'layout.html': `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>{{ subject }}</title>
  </head>
  <body style="margin: 0; padding: 24px; background: #f4f5f7; color: #1f2933; font: 16px/1.5 system-ui, sans-serif">
    <div style="max-width: 560px; margin: 0 auto; padding: 32px; background: #ffffff; border-radius: 8px">
{{ content | raw }}
    </div>
    <p style="max-width: 560px; margin: 16px auto; color: #616e7c; font-size: 13px">Sent by {{ project }}.</p>
  </body>
</html>
`,
  'layout.text': `{{ content }}
-- 
Sent by {{ project }}.
`,
  'password-reset.subject': 'Reset your password',
  'password-reset.html': `<h1 style="margin-top: 0; font-size: 22px">Reset your password</h1>
<p>Somebody, hopefully you, asked for a new password for your account at {{ project }}.</p>
<p><a href="{{ url }}">Choose a new password</a></p>
<p>If it was not you, ignore this mail: your password stays as it is.</p>`,
  'password-reset.text': `Somebody, hopefully you, asked for a new password for your account at {{ project }}.

Choose a new password:
{{ url }}

If it was not you, ignore this mail: your password stays as it is.
`,
  'user-invitation.subject': 'You are invited to {{ project }}',
  'user-invitation.html': `<h1 style="margin-top: 0; font-size: 22px">You are invited</h1>
<p>You are invited to join {{ project }}.</p>
<p><a href="{{ url }}">Accept the invitation</a></p>`,
  'user-invitation.text': `You are invited to join {{ project }}.

Accept the invitation:
{{ url }}
`,
  'notification.subject': '{{ title }}',
  'notification.html': `<h1 style="margin-top: 0; font-size: 22px">{{ title }}</h1>
{% if message %}<p style="white-space: pre-line">{{ message }}</p>
{% endif %}<p><a href="{{ url }}">Open it in {{ project }}</a></p>
<p style="color: #616e7c; font-size: 13px">You can switch these mails off in your profile.</p>`,
  'notification.text': `{{ title }}
{% if message %}
{{ message }}
{% endif %}
{{ url }}

You can switch these mails off in your profile.
`,

  'user-registration.subject': 'Confirm your e-mail address',
  'user-registration.html': `<h1 style="margin-top: 0; font-size: 22px">Confirm your e-mail address</h1>
<p>Thank you for registering at {{ project }}. One step is left.</p>
<p><a href="{{ url }}">Confirm your e-mail address</a></p>
<p>If you did not register, ignore this mail.</p>`,
  'user-registration.text': `Thank you for registering at {{ project }}. One step is left.

Confirm your e-mail address:
{{ url }}

If you did not register, ignore this mail.
`,
}
